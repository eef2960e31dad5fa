package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.HandshakeRequest;
import xyz.anipub.engineio.PreparedMessage;
import xyz.anipub.engineio.Session;
import xyz.anipub.socketio.packet.Arguments;
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
 * session's serial thread, which alone touches the decoder, the timers and {@code joinedEver}, which
 * forgets the oldest beyond twice {@link SocketLimits#maxNamespaces()}; all others may be called by any.
 * A second CONNECT for a namespace cannot overtake the first: it is read when the first has been decided.
 */
final class Client {

    private static final Logger LOG = System.getLogger(Client.class.getName());

    private final Session session;
    private final SocketServer server;
    private final Parser.Decoder decoder;
    private final Map<String, Socket> sockets = new ConcurrentHashMap<>(2);
    private final Set<String> joinedEver = new LinkedHashSet<>(2);
    private @Nullable Future<?> connectTimer;
    private @Nullable Future<?> attachmentTimer;
    private volatile boolean closed;

    Client(Session session, SocketServer server) {
        this.session = session;
        this.server = server;
        this.decoder = server.config().parser().decoder(server.config().packetLimits());
    }

    void onOpen() {
        connectTimer = server.schedule(server.config().connectTimeout(), () -> {
            close(DisconnectReason.FORCED_SERVER_CLOSE, "no namespace joined in time");
        });
    }

    void onText(String text) {
        take(() -> decoder.add(text));
    }

    void onBinary(byte[] data) {
        take(() -> decoder.add(data));
    }

    void onClose(CloseReason reason, String detail) {
        closed = true;
        stop(connectTimer);
        stop(attachmentTimer);
        endSockets(DisconnectReason.of(reason), detail);
    }

    HandshakeRequest request() {
        return session.request();
    }

    /** Whether packets are still taken and sent. */
    boolean isOpen() {
        return !closed && session.isOpen();
    }

    /** False if the message was dropped. */
    boolean send(PreparedMessage message) {
        return session.send(message);
    }

    /** A socket comes in; on the serial thread. */
    void joined(Socket socket) {
        sockets.put(socket.namespace().name(), socket);
        String name = socket.namespace().name();
        joinedEver.remove(name);
        joinedEver.add(name);
        if (joinedEver.size() > 2 * server.config().limits().maxNamespaces()) {
            joinedEver.remove(joinedEver.iterator().next());
        }
        stop(connectTimer);
    }

    void left(Socket socket) {
        sockets.remove(socket.namespace().name(), socket);
    }

    /** Puts all sockets out and closes the connection when everything has gone out. */
    void disconnect(String detail) {
        closed = true;
        sockets.values().forEach(socket -> socket.putOut(detail));
        session.close(detail);
    }

    /** Ends all sockets and closes the connection at once, so that the client tries to come back. */
    void shutDown() {
        closed = true;
        endSockets(DisconnectReason.SERVER_SHUTTING_DOWN, "server closed");
        session.closeNow(CloseReason.FORCED_CLOSE, "server closed");
    }

    private void take(Supplier<Optional<Packet>> decoding) {
        if (closed) {
            return;
        }
        Optional<Packet> packet;
        try {
            packet = decoding.get();
        } catch (MalformedPacketException e) {
            close(DisconnectReason.FORCED_CLOSE, "malformed packet: " + e.getMessage());
            return;
        }
        packet.ifPresent(this::receive);
        Optional<String> awaiting = decoder.awaiting();
        awaiting.filter(namespace -> !wasJoined(namespace)).ifPresent(this::notJoined);
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

    private boolean wasJoined(String namespace) {
        return sockets.containsKey(namespace) || joinedEver.contains(namespace);
    }

    private void receive(Packet packet) {
        Socket socket = sockets.get(packet.namespace());
        if (packet instanceof Packet.Connect connect) {
            connect(connect);
        } else if (packet instanceof Packet.ConnectError) {
            close(DisconnectReason.FORCED_SERVER_CLOSE, "connect error from a client");
        } else if (socket != null) {
            pass(packet, socket);
        } else if (!wasJoined(packet.namespace())) {
            notJoined(packet.namespace());
        }
    }

    private static void pass(Packet packet, Socket socket) {
        if (packet instanceof Packet.Event event) {
            socket.receive(event);
        } else if (packet instanceof Packet.Ack ack) {
            socket.receive(ack);
        } else {
            socket.end(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, "disconnect packet");
        }
    }

    private void connect(Packet.Connect connect) {
        if (sockets.containsKey(connect.namespace())) {
            close(DisconnectReason.FORCED_SERVER_CLOSE, "namespace joined already");
            return;
        }
        if (sockets.size() >= server.config().limits().maxNamespaces()) {
            refuse(connect, "too many namespaces");
            return;
        }
        Handshake handshake = new Handshake(request(), connect.payload().orElse(JsonValue.EMPTY_JSON_OBJECT));
        Namespace namespace;
        try {
            namespace = server.enter(connect.namespace(), handshake);
        } catch (ConnectRefusedException e) {
            refuse(connect, String.valueOf(e.getMessage()));
            return;
        }
        namespace.connect(this, handshake);
    }

    private void refuse(Packet.Connect connect, String message) {
        send(Outgoing.prepare(
                server.config().parser(),
                new Packet.ConnectError(connect.namespace(), Arguments.value(Map.of("message", message)))));
    }

    private void notJoined(String namespace) {
        close(DisconnectReason.FORCED_SERVER_CLOSE, "packet for a namespace that was not joined");
    }

    private void close(DisconnectReason reason, String detail) {
        closed = true;
        LOG.log(Level.DEBUG, "Closing session {0}: {1}", session.id(), detail);
        endSockets(reason, detail);
        session.close(detail);
    }

    private void endSockets(DisconnectReason reason, String detail) {
        sockets.values().forEach(socket -> socket.end(reason, detail));
    }

    private static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
