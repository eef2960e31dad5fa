package xyz.anipub.socketio.adapter.recovery;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Claim;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.Recovery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.log.Mark;
import xyz.anipub.socketio.adapter.log.Member;
import xyz.anipub.socketio.adapter.log.PacketLog;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.memory.Rooms;
import xyz.anipub.socketio.adapter.recovery.AwaySessions.Away;
import xyz.anipub.socketio.packet.Packet;

/**
 * The rooms of a namespace on one node, with a log in memory: clients that lose their connection come back and get what they missed
 * (protocol section 5). A restart of the server forgets it all.
 *
 * <p>One lock guards the log, the sessions, and every change of members and their rooms. Under it an event gets its number, its
 * receivers are chosen and it enters their queues. Its JSON is written before and its bytes go out after that; what a client that comes
 * back has missed is encoded without the lock, but for the last few. So every socket gets events in the order of their numbers, and
 * whatever joins, leaves, goes away or comes back does so between two. Rooms can be read, and listeners to rooms are told, without it.
 * <b>Bounds:</b> {@link RecoveryConfig}, for events and sessions; a member for each socket that takes part.
 */
public final class RecoveringAdapter implements Adapter, Recovery {

    private final Object lock = new Object();
    private final SocketEmitter emitter;
    private final InMemoryAdapter plain;
    private final Rooms rooms;
    private final PacketLog log;
    private final AwaySessions away;
    private final Returns returns;
    private final Sweep sweep;
    private final LongSupplier nanoTime;
    private final Sharing sharing;

    /**
     * @param maxRooms how many rooms a socket may be in, that of its own id not counted
     * @param timers runs what forgets the old
     */
    public RecoveringAdapter(
            SocketEmitter emitter, int maxRooms, RecoveryConfig config, ScheduledExecutorService timers) {
        this(emitter, maxRooms, config, timers, System::nanoTime);
    }

    RecoveringAdapter(
            SocketEmitter emitter,
            int maxRooms,
            RecoveryConfig config,
            ScheduledExecutorService timers,
            LongSupplier nanoTime) {
        this.emitter = emitter;
        this.rooms = new Rooms(maxRooms, emitter);
        this.plain = new InMemoryAdapter(emitter, rooms);
        this.log = new PacketLog(config, new SecureRandom());
        this.away = new AwaySessions(config);
        this.returns = new Returns(lock, rooms, log, away, nanoTime);
        this.sweep = new Sweep(timers, this::trim);
        this.nanoTime = nanoTime;
        this.sharing = new Sharing(this, lock, emitter, rooms, log, away, nanoTime);
    }

    @Override
    public Optional<Recovery> recovery() {
        return Optional.of(this);
    }

    @Override
    public void add(String sid) {
        synchronized (lock) {
            rooms.add(new Member(sid, log.last()));
        }
        rooms.tell();
    }

    @Override
    public void remove(String sid) {
        synchronized (lock) {
            rooms.remove(sid);
        }
        rooms.tell();
    }

    @Override
    public void join(String sid, Set<String> joined) {
        synchronized (lock) {
            rooms.join(sid, joined, log.last());
        }
        rooms.tell();
    }

    @Override
    public void leave(String sid, String room) {
        synchronized (lock) {
            rooms.leave(sid, Set.of(room));
        }
        rooms.tell();
    }

    @Override
    public Set<String> rooms(String sid) {
        return rooms.of(sid);
    }

    @Override
    public Set<String> allRooms() {
        return rooms.names();
    }

    @Override
    public boolean isWanted(String room) {
        if (rooms.exists(room)) {
            return true;
        }
        synchronized (lock) {
            return !away.isEmpty();
        }
    }

    @Override
    public void listen(RoomListener listener) {
        rooms.listen(listener);
    }

    @Override
    public void broadcast(List<Packet.Event> events, BroadcastOptions options) {
        deliver(events, options, () -> {});
    }

    /** @param step done under the lock, for each event before it gets its offset */
    void deliver(List<Packet.Event> events, BroadcastOptions options, Runnable step) {
        List<Delivery> deliveries = emitter.prepare(events, options.flags());
        Runnable flush = () -> {};
        synchronized (lock) {
            Collection<Member> selected = rooms.select(options);
            if (options.flags().isVolatile()) {
                deliveries.forEach(each -> step.run());
                flush = emitter.queue(log.withOffset(deliveries), rooms.receivers(selected));
            } else if (!selected.isEmpty() || !away.isEmpty()) {
                flush = queue(deliveries, options, selected, null, step);
            } else {
                // What nobody can ever miss is not worth a number.
                deliveries.forEach(each -> step.run());
            }
        }
        flush.run();
    }

    @Override
    public void send(String sid, Packet.Event event, EventFlags flags) {
        List<Delivery> delivery = List.of(emitter.prepare(event, flags));
        BroadcastOptions options = BroadcastOptions.everybody().to(List.of(sid)).with(flags);
        Runnable flush = () -> {};
        synchronized (lock) {
            Member owner = rooms.find(sid);
            List<Member> alone = owner == null ? List.of() : List.of(owner);
            if (flags.isVolatile()) {
                flush = emitter.queue(log.withOffset(delivery), rooms.receivers(alone));
            } else if (owner != null || !away.isEmpty()) {
                // Without an owner: it has gone this moment, and may miss it.
                flush = queue(delivery, options, alone, owner, () -> {});
                away.selected(options).forEach(each -> each.member().addressedAlone(log.last()));
                alone.forEach(member -> member.addressedAlone(log.last()));
            }
        }
        if (!flags.isVolatile()) {
            sharing.sent(sid);
        }
        flush.run();
    }

    /** Not logged: an answer is awaited from this connection, and the one that comes back cannot give it. */
    @Override
    public void broadcastWithAck(Packet.Event event, BroadcastOptions options, Duration timeout, AckCollector answers) {
        plain.broadcastWithAck(event, options, timeout, answers);
    }

    @Override
    public CompletionStage<List<SocketDetails>> fetchSockets(BroadcastOptions options, Duration timeout) {
        return plain.fetchSockets(options, timeout);
    }

    /** There are no other nodes. */
    @Override
    public void publish(List<Packet.Event> events, BroadcastOptions options) {}

    /** Those that are away come back into the rooms. */
    @Override
    public void joinAll(BroadcastOptions options, Set<String> joined) {
        List<String> sids = rooms.sids(options);
        InMemoryAdapter.joinAll(sids, joined, this::join);
        List<Away> gone;
        synchronized (lock) {
            gone = away.selected(options);
            gone.forEach(each -> join(each.member(), joined));
        }
        sharing.changed(sids);
        sharing.changedAway(gone);
    }

    /** Those that are away do not come back into the rooms, and miss nothing that was sent there. */
    @Override
    public void leaveAll(BroadcastOptions options, Set<String> left) {
        List<String> sids;
        List<Away> gone;
        synchronized (lock) {
            sids = rooms.sids(options);
            sids.forEach(sid -> rooms.leave(sid, left));
            gone = away.selected(options);
            gone.forEach(each -> each.member().leave(left));
        }
        rooms.tell();
        sharing.changed(sids);
        sharing.changedAway(gone);
    }

    /** Those that are away, or about to be, do not come back. */
    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        List<String> sids;
        List<Away> gone;
        synchronized (lock) {
            sids = rooms.sids(options);
            rooms.select(options).forEach(Member::forget);
            gone = away.removeSelected(options);
        }
        sharing.changedAway(gone);
        sids.forEach(sid -> emitter.disconnect(sid, close));
    }

    @Override
    public void serverSideEmit(Packet.Event event) {
        plain.serverSideEmit(event);
    }

    @Override
    public CompletionStage<List<Packet.Ack>> serverSideEmitWithAck(Packet.Event event, Duration timeout) {
        return plain.serverSideEmitWithAck(event, timeout);
    }

    @Override
    public void close() {
        sweep.stop();
    }

    @Override
    public boolean outlivesNode() {
        return false;
    }

    @Override
    public String offset() {
        synchronized (lock) {
            return log.offset();
        }
    }

    @Override
    public void enter(String sid, Runnable entry) {
        synchronized (lock) {
            Member member = rooms.find(sid);
            if (member != null) {
                member.enter(log.last());
            }
            entry.run();
        }
    }

    @Override
    public void persistSession(StoredSession session) {
        synchronized (lock) {
            Member member = rooms.find(session.sid());
            rooms.remove(session.sid());
            if (member != null && !member.isForgotten()) {
                Optional<Mark> at = sharing.mark();
                // Now, that no room is later taken for one that it has come into since.
                member.standing(at, at);
                away.add(new Away(session, member, log.last(), now(), at));
                sweepAway();
            }
        }
        rooms.tell();
    }

    @Override
    public Claim claim(String pid, Optional<String> offset) {
        return returns.claim(pid, offset);
    }

    @Override
    public void release(Claim claim) {
        returns.release(claim);
    }

    @Override
    public RecoveryOutcome restoreSession(
            Claim claim, Set<String> more, ReplayBound bound, Consumer<List<Delivery>> entry) {
        return returns.restore(claim, more, bound, entry);
    }

    @Override
    public void forgetSessions(BroadcastOptions options) {
        List<Away> gone;
        synchronized (lock) {
            rooms.select(options).stream()
                    .filter(member -> !emitter.isConnected(member.sid()))
                    .forEach(Member::forget);
            gone = away.removeSelected(options);
        }
        sharing.changedAway(gone);
    }

    @Override
    public CompletionStage<?> retract(Predicate<String> text, boolean everywhere) {
        return returns.retract(text);
    }

    @Override
    public void doubt(Duration time) {
        sharing.doubt(time);
    }

    /** What makes this adapter one of several that share a log. */
    public Sharing sharing() {
        return sharing;
    }

    private Runnable queue(
            List<Delivery> deliveries,
            BroadcastOptions options,
            Collection<Member> selected,
            @Nullable Member owner,
            Runnable step) {
        List<Delivery> logged = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            step.run();
            Delivery numbered = delivery.withOffset(log.next());
            log.append(numbered, options, owner, now());
            logged.add(numbered);
        }
        selected.forEach(member -> member.addressed(log.last()));
        if (!sweep.isDue()) {
            sweep.within(log.untilTrim(now()));
        }
        return emitter.queue(logged, rooms.receivers(selected));
    }

    private void join(Member member, Set<String> joined) {
        if (rooms.allows(member, joined)) {
            member.join(joined, log.last());
        }
    }

    /** Under the lock. */
    void sweepAway() {
        sweep.within(away.untilTrim(now()));
    }

    private void trim() {
        synchronized (lock) {
            log.trim(now());
            away.trim(now());
            if (!log.isEmpty()) {
                sweep.within(log.untilTrim(now()));
            }
            if (!away.isEmpty()) {
                sweepAway();
            }
        }
    }

    private long now() {
        return nanoTime.getAsLong();
    }
}
