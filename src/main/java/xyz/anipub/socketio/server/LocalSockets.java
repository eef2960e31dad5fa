package xyz.anipub.socketio.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.Receiver;
import xyz.anipub.socketio.adapter.SessionKey;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.connection.ServerEvents;
import xyz.anipub.socketio.connection.TrafficCounters;
import xyz.anipub.socketio.delivery.LocalDelivery;
import xyz.anipub.socketio.delivery.Outgoing;
import xyz.anipub.socketio.delivery.OwnDelivery;
import xyz.anipub.socketio.event.RemoteBroadcast;
import xyz.anipub.socketio.event.RemoteBroadcastHandler;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.Parser;
import xyz.anipub.trace.Receipt;

/**
 * The sockets that a namespace has on this node, and its adapter's way to them.
 *
 * <p>Thread-safe, without a lock. The maps are bounded by the engine's sessions.
 */
final class LocalSockets implements SocketEmitter {

    private static final System.Logger LOG = System.getLogger(LocalSockets.class.getName());

    /** Up to this many sockets are written to by the broadcasting thread itself; a hand-over would take longer. */
    private static final int FEW = 8;

    private final Map<String, LocalSocket> sockets = new ConcurrentHashMap<>();
    private final Map<SessionKey, LocalSocket> byPid = new ConcurrentHashMap<>();
    private final ServerEvents serverEvents;
    private final Parser parser;
    private final Executor listener;
    private final TrafficCounters traffic = new TrafficCounters();
    private final AtomicLong ackIds = new AtomicLong();
    /** Whether anybody has ever listened to what one of the sockets is sent. */
    private volatile boolean isHeard;

    private volatile RemoteBroadcastHandler remoteBroadcasts = broadcast -> false;

    /** @param listener the threads of the application's code */
    LocalSockets(Parser parser, ServerEvents serverEvents, Executor listener) {
        this.parser = parser;
        this.serverEvents = serverEvents;
        this.listener = listener;
    }

    /** From now on somebody listens to what is sent to a socket: while nobody does, it is not asked for each. */
    void hear() {
        isHeard = true;
    }

    void intercept(RemoteBroadcastHandler handler) {
        remoteBroadcasts = handler;
    }

    TrafficCounters traffic() {
        return traffic;
    }

    void add(LocalSocket socket) {
        sockets.put(socket.id(), socket);
        byPid.put(SessionKey.of(socket.pid()), socket);
    }

    /** Another one of the same id, which has come back for it, stays. */
    void remove(LocalSocket socket) {
        sockets.remove(socket.id(), socket);
    }

    /** Its session is kept, or will not be. */
    void ended(LocalSocket socket) {
        byPid.remove(SessionKey.of(socket.pid()), socket);
    }

    /** The socket of that secret, connected or about to end. */
    Optional<LocalSocket> findByPid(String pid) {
        return Optional.ofNullable(byPid.get(SessionKey.of(pid)));
    }

    @Override
    public LocalDelivery prepare(Packet.Event event, EventFlags flags) {
        return new LocalDelivery(parser, event, flags);
    }

    @Override
    public boolean isConnected(String sid) {
        LocalSocket socket = sockets.get(sid);
        return socket != null && !socket.state().isClosed();
    }

    /** A snapshot. */
    List<Socket> all() {
        return List.copyOf(sockets.values());
    }

    @Nullable
    LocalSocket get(String sid) {
        return sockets.get(sid);
    }

    private Optional<LocalSocket> find(String sid) {
        return Optional.ofNullable(sockets.get(sid));
    }

    @Override
    public @Nullable Receiver receiver(String sid) {
        LocalSocket socket = sockets.get(sid);
        return socket == null ? null : socket.state();
    }

    @Override
    public Runnable queue(List<Delivery> deliveries, List<Receiver> receivers) {
        List<PreparedMessage> messages = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            messages.add(((OwnDelivery) delivery).message());
        }
        boolean isShared = messages.size() > 1 && receivers.size() > FEW;
        List<PreparedMessage> queued = isShared
                ? PreparedMessage.gather(messages, ((SocketStateMachine) receivers.get(0)).batchBytes())
                : messages;
        queued = received(queued);
        traffic.countDeliveries((long) deliveries.size() * receivers.size());
        for (Receiver receiver : receivers) {
            ((SocketStateMachine) receiver).queue(queued);
        }
        return () -> {
            for (Receiver receiver : receivers) {
                SocketStateMachine socket = (SocketStateMachine) receiver;
                if (isHeard) {
                    deliveries.forEach(delivery -> socket.sending(((OwnDelivery) delivery).untold()));
                }
                socket.flush(receivers.size() <= FEW);
            }
        };
    }

    /** The first one tells when the oldest of them came; where that is not known they stay as they are. */
    private static List<PreparedMessage> received(List<PreparedMessage> messages) {
        long received = Receipt.OF_MESSAGES.here();
        if (received == Receipt.UNKNOWN || messages.isEmpty()) {
            return messages;
        }
        List<PreparedMessage> told = new ArrayList<>(messages);
        told.set(0, messages.get(0).receivedAt(received));
        return told;
    }

    @Override
    public void ask(Packet.Event event, Collection<String> sids, EventFlags flags, AckCollector answers) {
        long id = event.id().orElseThrow();
        List<LocalSocket> asked =
                sids.stream().map(sockets::get).filter(Objects::nonNull).toList();
        answers.asked(asked.size());
        if (asked.isEmpty()) {
            return;
        }
        PreparedMessage message = Outgoing.prepare(parser, event, flags);
        asked.forEach(socket -> socket.state().ask(event, message, answers));
        answers.whenDone(() -> asked.forEach(socket -> socket.state().stopWaiting(id)));
    }

    @Override
    public long nextAckId() {
        return ackIds.getAndIncrement();
    }

    @Override
    public void execute(Runnable task) {
        listener.execute(task);
    }

    @Override
    public Optional<SocketDetails> describe(String sid) {
        return find(sid)
                .map(socket -> new SocketDetails(
                        sid,
                        socket.rooms(),
                        socket.handshake().details(),
                        socket.data().details()));
    }

    @Override
    public Optional<StoredSession> session(String sid) {
        return find(sid)
                .filter(socket -> socket.state().client().isRecoverable())
                .map(LocalSocket::stored);
    }

    @Override
    public void disconnect(String sid, boolean close) {
        find(sid).ifPresent(socket -> socket.disconnect(close));
    }

    @Override
    public boolean intercepts(List<Packet.Event> events, BroadcastOptions options, Runnable now) {
        try {
            return events.size() == 1
                    ? remoteBroadcasts.handle(remote(events.get(0), options, now))
                    : remoteBroadcasts.handleTogether(
                            events.stream()
                                    .map(event -> remote(event, options, LocalSockets::onlyTogether))
                                    .toList(),
                            now);
        } catch (RuntimeException | Error bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The handler of other nodes' broadcasts failed on "
                            + events.get(0).name(),
                    bug);
            return false;
        }
    }

    private static RemoteBroadcast remote(Packet.Event event, BroadcastOptions options, Runnable now) {
        return new RemoteBroadcast(event.name(), event.arguments(), options.rooms(), options.except(), now);
    }

    private static void onlyTogether() {
        throw new IllegalStateException("these are delivered together, or one by one after the handler has returned");
    }

    @Override
    public void serverEvent(Packet.Event event, @Nullable Consumer<Packet.Ack> answer) {
        serverEvents.received(event, answer);
    }
}
