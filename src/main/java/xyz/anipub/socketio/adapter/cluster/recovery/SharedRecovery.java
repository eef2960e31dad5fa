package xyz.anipub.socketio.adapter.cluster.recovery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Claim;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.Recovery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.cluster.carrier.SharedLog;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.log.Offset;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.adapter.recovery.Sharing;
import xyz.anipub.socketio.packet.Packet;

/**
 * The recovery of a node whose sessions any other node can take over, and the other way round: its own adapter's, with a log that
 * all share. On its own node a client comes back as ever, and nobody is asked.
 *
 * <p>What is broadcast for the sockets of one node alone ({@link BroadcastOptions#isLocal}) belongs to that node: who comes back on
 * another one does not get what was missed of it.
 */
public final class SharedRecovery implements Recovery {

    private static final Logger LOG = System.getLogger(SharedRecovery.class.getName());

    /** A node that ends leaves thousands of clients to others, who would read all they missed at once. */
    private static final int MAX_TAKEOVERS = 64;

    private final String namespace;
    private final RecoveringAdapter local;
    private final Sharing sharing;
    private final SharedLog log;
    private final ClusterThreads threads;
    private final SessionWriter writer;
    private final Turns takeovers;

    public SharedRecovery(
            String namespace, SocketEmitter emitter, RecoveringAdapter local, SharedLog log, ClusterThreads threads) {
        this.namespace = namespace;
        this.local = local;
        this.sharing = local.sharing();
        this.log = log;
        this.threads = threads;
        this.writer = new SessionWriter(namespace, emitter, sharing, log, threads, System::nanoTime);
        this.takeovers = new Turns(MAX_TAKEOVERS, Takeover.LONGEST, threads.handlers());
        sharing.begin(log.uid(), writer::roomsChanged, writer::changed);
        log.onRead(this::read);
        // Clients elsewhere will never have it, and those here do.
        log.onLost(() -> sharing.doubt(sharing.patience()));
    }

    /** Delivers events here, and sends them to the others. */
    public void broadcast(List<Packet.Event> events, BroadcastOptions options) {
        publish(events, options, sharing.broadcastOwn(events, options));
    }

    /** Sends them to the others only. */
    public void publish(List<Packet.Event> events, BroadcastOptions options) {
        publish(events, options, sharing.countOwn(events.size()));
    }

    private void publish(List<Packet.Event> events, BroadcastOptions options, long first) {
        long number = first;
        for (Packet.Event event : events) {
            log.publish(new ClusterMessage.Broadcast(event, options), number++);
        }
    }

    /** Delivers what another node has broadcast. */
    public void broadcastRead(List<EntryId> places, List<Packet.Event> events, BroadcastOptions options) {
        sharing.broadcastRead(places, events, options);
    }

    /** What stands there has been handled. */
    public void read(EntryId id) {
        sharing.read(id);
        log.handled(id);
    }

    public void close() {
        writer.close();
    }

    @Override
    public boolean outlivesNode() {
        return true;
    }

    @Override
    public String offset() {
        return local.offset();
    }

    @Override
    public void send(String sid, Packet.Event event, EventFlags flags) {
        local.send(sid, event, flags);
    }

    @Override
    public void enter(String sid, Runnable entry) {
        local.enter(sid, entry);
        writer.roomsChanged(sid);
    }

    /** It has come into rooms, or out of them. */
    public void roomsChanged(String sid) {
        writer.roomsChanged(sid);
    }

    @Override
    public void changed(String sid) {
        writer.changed(sid);
    }

    @Override
    public CompletionStage<?> retract(Predicate<String> text, boolean everywhere) {
        CompletionStage<?> here = local.retract(text, false);
        return everywhere ? log.retract(text) : here;
    }

    @Override
    public void doubt(Duration time) {
        local.doubt(time);
    }

    @Override
    public void persistSession(StoredSession session) {
        local.persistSession(session);
        writer.roomsChanged(session.sid());
    }

    @Override
    public CompletionStage<?> fetch(String pid, Optional<String> offset, ReplayBound bound) {
        Optional<Offset> elsewhere = sharing.isOwn(offset) ? Optional.empty() : offset.flatMap(Offset::parse);
        return elsewhere.isEmpty()
                ? CompletableFuture.completedStage(null)
                : new Takeover(namespace, sharing, log, threads, pid, elsewhere.get(), bound)
                        .run(takeovers)
                        .exceptionally(why -> {
                            LOG.log(Level.DEBUG, "A session of another node is not taken over", why);
                            return null;
                        });
    }

    @Override
    public Claim claim(String pid, Optional<String> offset) {
        return local.claim(pid, offset);
    }

    @Override
    public void release(Claim claim) {
        local.release(claim);
    }

    @Override
    public RecoveryOutcome restoreSession(
            Claim claim, Set<String> more, ReplayBound bound, Consumer<List<Delivery>> entry) {
        RecoveryOutcome outcome = local.restoreSession(claim, more, bound, entry);
        claim.session().ifPresent(session -> writer.roomsChanged(session.sid()));
        return outcome;
    }

    @Override
    public void forgetSessions(BroadcastOptions options) {
        local.forgetSessions(options);
    }
}
