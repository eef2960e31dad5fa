package xyz.anipub.engineio;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.packet.PacketType;
import xyz.anipub.engineio.packet.Revision;

/**
 * One client's Engine.IO session: a bounded queue out with one drainer, a serial queue in, and a heartbeat.
 *
 * <p><b>Threads.</b> Thread-safe, and nothing here blocks. The monitor of the session's state guards the outbound queue
 * and which transport is current and ready; transports and listeners are called without it. A message is written by the
 * thread that sends it while the transport is ready; what arrives meanwhile is gathered and leaves as one batch. Two
 * threads never write to one session at the same time.
 *
 * <p><b>Order.</b> Messages leave in the order in which they were sent, also across an upgrade.
 */
public final class Session {

    private final Engine engine;
    private final String id;
    private final HandshakeRequest request;
    private final Revision revision;
    private final SessionState state;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Heartbeat heartbeat;
    private Transport transport;
    private @Nullable Transport candidate;
    private @Nullable Future<?> linger;
    private boolean ready;
    private boolean flushing;
    private boolean transportClosing;
    private boolean overflown;
    private Runnable onTransportClosed = () -> {};

    Session(Engine engine, String id, HandshakeRequest request, Revision revision, Transport transport) {
        this.engine = engine;
        this.id = id;
        this.request = request;
        this.revision = revision;
        this.transport = transport;
        EngineConfig config = engine.config();
        state = new SessionState(transport.type() == TransportType.POLLING);
        outbox = new Outbox(config.outbound());
        inbox = new Inbox(id, config.inbound(), engine.executor());
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
        synchronized (state) {
            return state.isOpen() && ready;
        }
    }

    /**
     * Sends a message, all of its packets together. If the bound of the queue is exceeded, waiting volatile messages
     * are dropped; if that is not enough, the session closes with the reason {@code transport error}.
     *
     * @return false if the message was dropped: the session is closing, closed or has just overflowed, or the message
     *     is volatile and the session is not writable
     */
    public boolean send(PreparedMessage message) {
        boolean taken = queue(message);
        flush();
        return taken;
    }

    /**
     * Puts a message into the queue like {@link #send}, but writes nothing and calls nobody, so that a caller who
     * decides the order of messages for many sessions may hold its lock meanwhile. {@link #flush} has to follow.
     *
     * @return false if the message was dropped; if that was because the queue is full, so is all that follows, and the
     *     flush closes the session
     */
    public boolean queue(PreparedMessage message) {
        synchronized (state) {
            if (!state.isOpen() || overflown || message.isVolatile() && !ready) {
                return false;
            }
            overflown = !outbox.offer(message);
            return !overflown;
        }
    }

    /** Writes what is queued if the transport is ready and no other thread is writing. To be called without a lock. */
    public void flush() {
        boolean full;
        synchronized (state) {
            full = overflown;
        }
        if (full) {
            closeNow(CloseReason.TRANSPORT_ERROR, "outbound queue exceeds " + config().outbound());
        } else {
            drain();
        }
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
        synchronized (state) {
            if (from != transport || state.isClosed()) {
                return;
            }
            ready = true;
        }
        flush();
    }

    /**
     * For transports: answers a poll that is pending with nothing to tell by a noop (protocol section 1.10); ignored
     * unless {@code from} is the session's transport.
     */
    public void releasePoll(Transport from) {
        synchronized (state) {
            if (from != transport || !ready || state.isClosed() || !outbox.isEmpty()) {
                return;
            }
            outbox.offer(PreparedMessage.control(new Packet.Noop()));
        }
        flush();
    }

    /**
     * For transports: {@code probing} wants to take the session over. Until {@link #finishUpgrade} the old transport
     * carries everything.
     *
     * @return false if the session is not open, or being upgraded, or has been
     */
    public boolean beginUpgrade(Transport probing) {
        synchronized (state) {
            boolean begins = state.beginUpgrade();
            if (begins) {
                candidate = probing;
            }
            return begins;
        }
    }

    /** For transports: the upgrade that was begun fails; the session goes on as before. */
    public void cancelUpgrade() {
        synchronized (state) {
            if (state.cancelUpgrade()) {
                candidate = null;
            }
        }
    }

    /**
     * For transports: the peer confirms the upgrade. The old transport is discarded, a new heartbeat starts, and what
     * is queued leaves by the new one.
     *
     * @return false if there is no upgrade to finish
     */
    public boolean finishUpgrade() {
        Transport old;
        @Nullable Transport next;
        synchronized (state) {
            next = candidate;
            if (next == null || !state.finishUpgrade()) {
                return false;
            }
            old = transport;
            transport = next;
            candidate = null;
            ready = false;
            transportClosing = false;
        }
        old.abort();
        heartbeat.restart();
        next.open(this);
        closeTransportWhenFlushed();
        return true;
    }

    /** For transports: what carries the session at this moment. */
    public Transport transport() {
        synchronized (state) {
            return transport;
        }
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
    void open(String handshake, long opened) {
        send(PreparedMessage.control(new Packet.Open(handshake)));
        config().hooks().initialPacket().ifPresent(this::send);
        transport().open(this);
        inbox.start(() -> engine.listener().onOpen(this));
        heartbeat.start(opened);
        if (!isOpen()) {
            heartbeat.stop();
        }
    }

    /** Closes the session if its peer is overdue, then says whether it still exists. */
    boolean isAlive() {
        heartbeat.check();
        return !state.isClosed();
    }

    /** The graceful close; false if it had begun before. */
    boolean beginClosing(String detail) {
        synchronized (state) {
            if (!state.beginClosing()) {
                return false;
            }
            onTransportClosed = () -> closeNow(CloseReason.FORCED_CLOSE, detail);
            linger = engine.timers()
                    .schedule(onTransportClosed, config().closeLinger().toMillis(), TimeUnit.MILLISECONDS);
        }
        heartbeat.stop();
        closeTransportWhenFlushed();
        return true;
    }

    /** The abrupt close; false if the session was closed before. */
    boolean end(CloseReason reason, String detail) {
        Transport last;
        @Nullable Transport probing;
        synchronized (state) {
            if (!state.close()) {
                return false;
            }
            last = transport;
            probing = candidate;
            candidate = null;
            ready = false;
            outbox.clear();
            if (linger != null) {
                linger.cancel(false);
            }
        }
        heartbeat.stop();
        last.abort();
        if (probing != null) {
            probing.abort();
        }
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
            closeNow(CloseReason.TRANSPORT_ERROR, "inbound queue exceeds " + config().inbound());
        }
    }

    private void drain() {
        synchronized (state) {
            if (flushing) {
                return;
            }
            flushing = true;
        }
        while (true) {
            Transport to;
            List<EncodedPacket> batch;
            synchronized (state) {
                if (!ready || outbox.isEmpty()) {
                    flushing = false;
                    break;
                }
                ready = false;
                to = transport;
                batch = outbox.drain();
            }
            engine.observers().sent(this, batch);
            to.write(batch);
        }
        closeTransportWhenFlushed();
    }

    private void closeTransportWhenFlushed() {
        Transport last;
        Runnable closed;
        synchronized (state) {
            if (!state.isClosing() || transportClosing || flushing || !outbox.isEmpty()) {
                return;
            }
            transportClosing = true;
            last = transport;
            closed = onTransportClosed;
        }
        last.close(closed);
    }
}
