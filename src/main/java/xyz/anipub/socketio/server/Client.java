package xyz.anipub.socketio.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.session.QueueBound;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.connection.Dialect;
import xyz.anipub.socketio.connection.Throttle;
import xyz.anipub.socketio.delivery.Outgoing;
import xyz.anipub.socketio.event.RateLimitedException;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.packet.MalformedPacketException;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.Parser;

/**
 * One connection: its packets, and its sockets in the namespaces that it has joined.
 *
 * <p>A packet that the connection's state does not allow closes all of it (protocol section 3.3). Packets for a
 * namespace that it has left are ignored instead: the client may have sent them before it heard of that.
 *
 * <p><b>Threads.</b> The methods named after the seam's ({@code onText} and so on) and what they call run on the
 * session's serial thread, which alone touches the decoder and the timers; all others, and what the timers bring about, may
 * come by any. A second CONNECT for a namespace cannot overtake the first: it is read when the first has been decided, or, where that
 * takes its time, closes the connection.
 */
final class Client {

    private static final Logger LOG = System.getLogger(Client.class.getName());

    private static final AtomicIntegerFieldUpdater<Client> UNANSWERED =
            AtomicIntegerFieldUpdater.newUpdater(Client.class, "unanswered");

    private final Session session;
    private final Dialect dialect;
    private final SocketServer server;
    private final Parser.Decoder decoder;
    private final Throttle throttle;
    private final Memberships memberships;
    private volatile @Nullable Future<?> connectTimer;
    private @Nullable Future<?> attachmentTimer;
    private volatile boolean closed;
    /** How many of its events wait for the answer that they ask for. */
    private volatile int unanswered;

    Client(Session session, SocketServer server) {
        this.session = session;
        this.dialect = Dialect.of(session);
        this.server = server;
        this.decoder = server.config().parser().decoder(server.config().packetLimits());
        this.throttle = server.throttle();
        this.memberships = new Memberships(server.config().limits().maxNamespaces());
    }

    /** Something was refused because it came too fast, by us or by the application. */
    void tooFast() {
        if (isOpen() && !throttle.forgives()) {
            server.flooded(session);
            disconnect("too many events");
        }
    }

    void onOpen() {
        connectTimer = server.schedule(server.config().connectTimeout(), () -> {
            close(DisconnectReason.FORCED_SERVER_CLOSE, "no namespace joined in time");
        });
        dialect.atOpen().ifPresent(this::connect);
    }

    void onText(String text) {
        if (closed) {
            return;
        }
        Optional<Packet> packet;
        try {
            packet = decoder.add(text);
        } catch (MalformedPacketException e) {
            malformed(e);
            return;
        }
        taken(packet);
    }

    void onBinary(byte[] data) {
        if (closed) {
            return;
        }
        Optional<Packet> packet;
        try {
            packet = decoder.add(data);
        } catch (MalformedPacketException e) {
            malformed(e);
            return;
        }
        taken(packet);
    }

    void onClose(CloseReason reason, String detail) {
        closed = true;
        stop(connectTimer);
        stop(attachmentTimer);
        endSockets(DisconnectReason.of(reason), detail);
    }

    Session session() {
        return session;
    }

    HandshakeRequest request() {
        return session.request();
    }

    /** The id of its socket in a namespace. */
    String socketId(LocalNamespace namespace) {
        return dialect.socketId(session, namespace.name());
    }

    /** What others may see in place of such an id. */
    String publicId(String id) {
        return dialect.publicId(id);
    }

    /** Whether its protocol has a way to come back (section 5). */
    boolean isRecoverable() {
        return dialect.isRecoverable();
    }

    /**
     * What tells it that it is in.
     *
     * @param pid what it may come back with
     */
    PreparedMessage welcome(LocalSocket socket, Optional<String> pid) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("sid", socket.id());
        pid.ifPresent(secret -> payload.put("pid", secret));
        return Outgoing.prepare(
                server.config().parser(), dialect.welcome(socket.namespace().name(), payload));
    }

    /** Tells it that it does not come in. */
    void refuse(String namespace, ConnectRefusedException refusal) {
        send(Outgoing.prepare(server.config().parser(), dialect.refusal(namespace, refusal)));
    }

    /** One of its events asks for an answer; {@link #answered} follows, unless its handler forgets to answer. */
    void asked() {
        UNANSWERED.incrementAndGet(this);
    }

    void answered() {
        UNANSWERED.decrementAndGet(this);
    }

    /** Whether none of its events waits for an answer. */
    boolean isAnswered() {
        return unanswered <= 0;
    }

    /** Whether packets are still taken and sent. */
    boolean isOpen() {
        return !closed && session.isOpen();
    }

    /** False if the message was dropped. */
    boolean send(PreparedMessage message) {
        return session.send(message);
    }

    /** Puts messages into the connection's queue; {@link #flush} has to follow. See {@link Session#queue}. */
    void queue(List<PreparedMessage> messages) {
        session.queue(messages);
    }

    /** To be called without a lock. */
    void flush() {
        session.flush();
    }

    /** As {@link #flush}, by another thread; see {@link Session#flushSoon}. */
    void flushSoon() {
        session.flushSoon();
    }

    /** Half of what may wait for the connection: the other half is for what comes live meanwhile. */
    ReplayBound replayBound() {
        QueueBound bound = session.config().outbound();
        return new ReplayBound(Math.max(1, bound.packets() / 2), Math.max(1, bound.bytes() / 2));
    }

    /** Whether it comes into a namespace is decided later, perhaps on another thread. */
    void deciding(LocalNamespace namespace) {
        memberships.deciding(namespace.name());
    }

    /** It is in, or has been refused. */
    void decided(LocalNamespace namespace) {
        memberships.decided(namespace.name());
        if (closed) {
            // It may have ended while the socket came in, before it could be seen here.
            endSockets(DisconnectReason.TRANSPORT_CLOSE, "the connection ended meanwhile");
        }
    }

    /** A socket is about to come in: its packets are taken. */
    void joined(LocalSocket socket) {
        memberships.joined(socket);
    }

    /** One has come in. */
    void cameIn() {
        stop(connectTimer);
        connectTimer = null;
    }

    /** @param wasIn whether it had come in; else it never was there */
    void left(LocalSocket socket, boolean wasIn) {
        memberships.left(socket, wasIn);
    }

    /** Puts all sockets out and closes the connection when everything has gone out. */
    void disconnect(String detail) {
        closed = true;
        memberships.sockets().forEach(socket -> socket.state().putOut(detail));
        session.close(detail);
    }

    /** Ends all sockets of a connection that is found dead or has to begin anew, as if it had been closed. */
    void abandon(String detail) {
        closed = true;
        endSockets(DisconnectReason.TRANSPORT_CLOSE, detail);
        session.closeNow(CloseReason.TRANSPORT_CLOSE, detail);
    }

    /** Ends all sockets and closes the connection at once, so that the client tries to come back. */
    void shutDown() {
        closed = true;
        endSockets(DisconnectReason.SERVER_SHUTTING_DOWN, "server closed");
        session.closeNow(CloseReason.FORCED_CLOSE, "server closed");
    }

    /** Ends all sockets and closes the connection when everything has gone out, so that the client comes back elsewhere. */
    void release() {
        close(DisconnectReason.SERVER_SHUTTING_DOWN, "server draining");
    }

    private void malformed(MalformedPacketException failure) {
        close(DisconnectReason.FORCED_CLOSE, "malformed packet: " + failure.getMessage());
    }

    private void taken(Optional<Packet> packet) {
        if (packet.isPresent()) {
            receive(packet.get());
        }
        Optional<String> awaiting = decoder.awaiting();
        if (awaiting.isPresent() && !memberships.wasJoined(dialect.namespace(awaiting.get()))) {
            notJoined();
        }
        timeAttachments(awaiting.isPresent());
    }

    /** The time counts from a packet's header: each attachment may be late by itself, all of them together not. */
    private void timeAttachments(boolean awaited) {
        if (!awaited || closed) {
            stop(attachmentTimer);
            attachmentTimer = null;
        } else if (attachmentTimer == null) {
            attachmentTimer = server.schedule(
                    server.config().limits().attachmentTimeout(),
                    () -> close(DisconnectReason.FORCED_CLOSE, "attachments did not come in time"));
        }
    }

    private void receive(Packet packet) {
        String namespace = dialect.namespace(packet.namespace());
        LocalSocket socket = memberships.socket(namespace);
        if (packet instanceof Packet.Connect connect) {
            connect(connect);
        } else if (packet instanceof Packet.ConnectError) {
            close(DisconnectReason.FORCED_SERVER_CLOSE, "connect error from a client");
        } else if (packet instanceof Packet.Event event && socket != null && !throttle.admitsEvent()) {
            socket.state().refuse(event, new RateLimitedException("Too many events. Try again in a moment."));
        } else if (socket != null) {
            socket.state().take(packet);
        } else if (!memberships.wasJoined(namespace)) {
            notJoined();
        }
    }

    private void connect(Packet.Connect connect) {
        String name = dialect.namespace(connect.namespace());
        if (memberships.has(name)) {
            close(DisconnectReason.FORCED_SERVER_CLOSE, "namespace joined already");
            return;
        }
        if (!throttle.admitsJoin()) {
            refuse(name, new ConnectRefusedException("too many joins"));
            tooFast();
            return;
        }
        if (memberships.isFull()) {
            refuse(name, new ConnectRefusedException("too many namespaces"));
            return;
        }
        Handshake handshake = new Handshake(request(), dialect.auth(connect));
        LocalNamespace namespace;
        try {
            namespace = server.enter(name, handshake);
        } catch (ConnectRefusedException e) {
            refuse(name, e);
            return;
        }
        namespace.connect(this, handshake);
    }

    private void notJoined() {
        close(DisconnectReason.FORCED_SERVER_CLOSE, "packet for a namespace that was not joined");
    }

    private void close(DisconnectReason reason, String detail) {
        closed = true;
        LOG.log(Level.DEBUG, "Closing session {0}: {1}", session.id(), detail);
        endSockets(reason, detail);
        session.close(detail);
    }

    private void endSockets(DisconnectReason reason, String detail) {
        memberships.sockets().forEach(socket -> socket.state().end(reason, detail));
    }

    private static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
