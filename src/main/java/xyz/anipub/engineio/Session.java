package xyz.anipub.engineio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Handshake;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.packet.PacketType;
import xyz.anipub.engineio.packet.Revision;
import xyz.anipub.engineio.session.Heartbeat;
import xyz.anipub.engineio.session.Inbox;
import xyz.anipub.engineio.session.Outbox;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.session.SessionState;

/**
 * One client's Engine.IO session: a bounded queue out with one drainer, a serial queue in, and a heartbeat.
 *
 * <p><b>Threads.</b> Thread-safe, and nothing here blocks; transports and listeners are called without a lock. A message
 * is written by the thread that sends it while the transport is ready, or by one of the engine's drainers; what arrives
 * meanwhile is gathered and leaves as one batch. Two threads never write to one session at the same time.
 *
 * <p>Within {@link Cork#hold} a thread writes nothing: what it sends leaves when that ends.
 *
 * <p><b>Order.</b> Messages leave in the order in which they were sent, also across an upgrade.
 */
public final class Session {

    private static final AtomicIntegerFieldUpdater<Session> DUE =
            AtomicIntegerFieldUpdater.newUpdater(Session.class, "due");

    private final Engine engine;
    private final String id;
    private final HandshakeRequest request;
    private final Revision revision;
    private final SessionState state;
    private final SessionOutput output;
    private final Inbox inbox;
    private final Heartbeat heartbeat;
    private @Nullable Future<?> linger;
    /** 1 while it waits for its drainer. */
    private volatile int due;

    Session(Engine engine, String id, HandshakeRequest request, Revision revision, Transport transport) {
        this.engine = engine;
        this.id = id;
        this.request = request;
        this.revision = revision;
        EngineConfig config = engine.config();
        state = new SessionState(transport.type() == TransportType.POLLING);
        Outbox outbox = new Outbox(config.outbound(), config.batchBytes(), engine.backlog());
        output = new SessionOutput(this, state, engine.observers(), transport, outbox);
        inbox = new Inbox(id, config.inbound(), engine.executor(), engine.backlog());
        heartbeat = new Heartbeat(
                config.pingInterval(),
                config.pingTimeout(),
                revision.signOfLife() == PacketType.PONG,
                engine.timers(),
                engine.nanoTime(),
                () -> send(PreparedMessage.control(new Packet.Ping(""))),
                () -> closeNow(CloseReason.PING_TIMEOUT, overdue()));
    }

    /** The session's id: 20 characters of base64url, unguessable, a secret between server and client. */
    public String id() {
        return id;
    }

    /** The request that opened the session. */
    public HandshakeRequest request() {
        return request;
    }

    /** The protocol's revision that the client speaks, 4 or 3, as its handshake said; it stays. */
    public int protocol() {
        return revision.number();
    }

    /** What carries the session at this moment. */
    public TransportType transportType() {
        return transport().type();
    }

    /** Whether messages are accepted: neither closing nor closed. */
    public boolean isOpen() {
        return state.isOpen();
    }

    /** Whether a message sent now would leave at once: a poll is pending, or the WebSocket is not being written to. */
    public boolean writable() {
        return output.isReady();
    }

    /**
     * Sends a message, all of its packets together. If the bound of the queue is exceeded, waiting volatile messages
     * are dropped; if that is not enough, the session closes with the reason {@code transport error}.
     *
     * @return false if the message was dropped: the session is closing, closed or has just overflowed, or the message
     *     is volatile and the session is not writable
     */
    public boolean send(PreparedMessage message) {
        boolean taken = output.queue(message);
        flush();
        return taken;
    }

    /**
     * Puts messages into the queue like {@link #send}, one after the other and with none in between, but writes nothing
     * and calls nobody, so that a caller who decides the order of messages for many sessions may hold its lock meanwhile.
     * {@link #flush} has to follow.
     *
     * @return false if one was dropped; if that was because the queue is full, so is all that follows, and the flush
     *     closes the session
     */
    public boolean queue(List<PreparedMessage> messages) {
        return output.queue(messages);
    }

    /**
     * Writes what is queued if the transport is ready and no other thread is writing; within {@link Cork#hold} when that ends. To
     * be called without a lock.
     */
    public void flush() {
        if (Cork.defers(this)) {
            return;
        }
        flush(UnaryOperator.identity());
    }

    private void flush(UnaryOperator<List<EncodedPacket>> sharing) {
        if (output.isOverflown()) {
            closeNow(
                    CloseReason.TRANSPORT_ERROR,
                    "outbound queue exceeds " + config().outbound() + ", or all queues " + config().backlogBytes());
        } else {
            drain(sharing);
        }
    }

    // A transport does not throw. If one does even so, what it was given is lost, and so is the session's order.
    private void drain(UnaryOperator<List<EncodedPacket>> sharing) {
        try {
            output.drain(sharing);
        } catch (RuntimeException e) {
            closeNow(CloseReason.TRANSPORT_ERROR, "write failed: " + e);
        } catch (Error e) {
            closeNow(CloseReason.TRANSPORT_ERROR, "write failed: " + e);
            throw e;
        }
    }

    /** As {@link #flush}, but soon, on a thread of the engine's drainers: for one of very many sessions. */
    public void flushSoon() {
        Drainers.Drainer drainer = engine.drainers().of(this);
        if (DUE.compareAndSet(this, 0, 1)) {
            drainer.add(this);
        }
        Departure.leaveTo(drainer);
    }

    /**
     * Closes gracefully with the reason {@code forced close}: no message is accepted any more, those queued are
     * written, then the transport closes. A polling client has the configured linger time to fetch them.
     *
     * @param detail what exactly happened, for {@link SessionListener#onClose}
     */
    public void close(String detail) {
        engine.close(this, detail);
    }

    /** Closes at once; what is queued is discarded. */
    public void closeNow(CloseReason reason, String detail) {
        engine.closeNow(this, reason, detail);
    }

    /**
     * For transports: a packet arrived. Messages are queued to the listener, everything else is done at once. A
     * session that is not open ignores it.
     */
    public void receive(Packet packet) {
        engine.observers().received(this, packet);
        heartbeat.check();
        if (packet.type() == PacketType.CLOSE) {
            closeNow(CloseReason.TRANSPORT_CLOSE, "close packet");
        } else if (state.isOpen()) {
            handle(packet);
        }
    }

    /**
     * For transports: {@code from} can take a batch; ignored unless it is the session's transport. What is queued is
     * written before this method returns, unless another thread is writing it.
     */
    public void ready(Transport from) {
        if (output.ready(from)) {
            flush();
        }
    }

    /**
     * For transports: answers a poll that is pending with nothing to tell by a noop (protocol section 1.10); ignored
     * unless {@code from} is the session's transport.
     */
    public void releasePoll(Transport from) {
        if (output.release(from)) {
            flush();
        }
    }

    /**
     * For transports: {@code probing} wants to take the session over. Until {@link #finishUpgrade} the old transport
     * carries everything.
     *
     * @return false if the session is not open, or being upgraded, or has been
     */
    public boolean beginUpgrade(Transport probing) {
        return output.beginUpgrade(probing);
    }

    /** For transports: the upgrade that was begun fails; the session goes on as before. */
    public void cancelUpgrade() {
        output.cancelUpgrade();
    }

    /**
     * For transports: the peer confirms the upgrade. The old transport is discarded, a new heartbeat starts, and what
     * is queued leaves by the new one.
     *
     * @return false if there is no upgrade to finish
     */
    public boolean finishUpgrade() {
        Optional<Transport> old = output.finishUpgrade();
        old.ifPresent(left -> {
            left.abort();
            heartbeat.restart();
            transport().open(this);
            output.closeTransportWhenFlushed();
        });
        return old.isPresent();
    }

    /**
     * For transports: the client is about to end the session, and its last poll may be on its way. For a moment that poll
     * still finds the session, though it is closed.
     */
    public void awaitLastPoll() {
        engine.awaitLastPoll(this);
    }

    /** For transports: that poll has come. */
    public void lastPollCame() {
        engine.lastPollCame(this);
    }

    /** For transports: what carries the session at this moment. */
    public Transport transport() {
        return output.transport();
    }

    /** For transports: how the session's packets look on the wire. */
    public Revision revision() {
        return revision;
    }

    /** The settings of the session's engine. */
    public EngineConfig config() {
        return engine.config();
    }

    /** Sends the open packet, tells the listener, and starts the heartbeat as of {@code opened}. */
    void open(long opened) {
        send(PreparedMessage.control(new Packet.Open(handshake().toJson())));
        config().hooks().initialPacket().ifPresent(this::send);
        transport().open(this);
        inbox.start(() -> engine.listener().onOpen(this));
        heartbeat.start(opened);
        if (!isOpen()) {
            heartbeat.stop();
        }
    }

    private Handshake handshake() {
        boolean upgradable = config().allowUpgrades()
                && transportType() == TransportType.POLLING
                && config().transports().contains(TransportType.WEBSOCKET);
        return new Handshake(
                id(),
                upgradable ? List.of(TransportType.WEBSOCKET.text()) : List.of(),
                config().pingInterval().toMillis(),
                config().pingTimeout().toMillis(),
                config().maxHttpBufferSize());
    }

    /**
     * For its drainer, which has it no longer.
     *
     * @param sharing as {@link SessionOutput#drain}'s
     */
    void flushDue(UnaryOperator<List<EncodedPacket>> sharing) {
        due = 0;
        flush(sharing);
    }

    /** Closes the session if its peer is overdue, then says whether it still exists. */
    boolean isAlive() {
        heartbeat.check();
        return !state.isClosed();
    }

    /** The graceful close; false if it had begun before. */
    boolean beginClosing(String detail) {
        Runnable closed = () -> closeNow(CloseReason.FORCED_CLOSE, detail);
        synchronized (state) {
            if (!output.beginClosing(closed)) {
                return false;
            }
            linger = engine.timers().schedule(closed, config().closeLinger().toMillis(), TimeUnit.MILLISECONDS);
        }
        heartbeat.stop();
        output.closeTransportWhenFlushed();
        return true;
    }

    /** The abrupt close; false if the session was closed before. */
    boolean end(CloseReason reason, String detail) {
        synchronized (state) {
            if (!output.end()) {
                return false;
            }
            if (linger != null) {
                linger.cancel(false);
            }
        }
        heartbeat.stop();
        output.abort();
        inbox.end(() -> engine.listener().onClose(this, reason, detail));
        return true;
    }

    private void handle(Packet packet) {
        if (packet instanceof Packet.Text text) {
            deliver(text.data().length(), () -> engine.listener().onText(this, text.data()));
        } else if (packet instanceof Packet.Binary binary) {
            deliver(binary.data().length, () -> engine.listener().onBinary(this, binary.data()));
        } else if (packet.type() == PacketType.PING || packet.type() == PacketType.PONG) {
            beat(packet.type());
        }
    }

    private String overdue() {
        return "no " + revision.signOfLife().name().toLowerCase(Locale.ROOT) + " in time";
    }

    /** The server pings, or in revision 3 the client; the other side answers (protocol sections 1.9, 2.1). */
    private void beat(PacketType type) {
        if (type != revision.signOfLife()) {
            closeNow(CloseReason.TRANSPORT_ERROR, "invalid heartbeat direction");
            return;
        }
        heartbeat.restart();
        if (type == PacketType.PING) {
            send(PreparedMessage.control(new Packet.Pong("")));
        }
    }

    private void deliver(int size, Runnable call) {
        if (!inbox.offer(size, call)) {
            closeNow(
                    CloseReason.TRANSPORT_ERROR,
                    "inbound queue exceeds " + config().inbound() + ", or all queues " + config().backlogBytes());
        }
    }
}
