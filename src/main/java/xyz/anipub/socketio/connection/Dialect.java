package xyz.anipub.socketio.connection;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.engineio.Session;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Packet;

/**
 * How clients of one revision of the Socket.IO protocol come into a namespace; all else is the same in both. A
 * connection speaks one for its whole life.
 */
public enum Dialect {

    /** Protocol v5, of Socket.IO 3 and 4 (section 3.3): the client asks for each namespace and is told an id. */
    V5 {
        @Override
        public Optional<Packet.Connect> atOpen() {
            return Optional.empty();
        }

        @Override
        public String namespace(String named) {
            return named;
        }

        @Override
        public JsonObject auth(Packet.Connect asked) {
            return asked.payload().orElse(JsonValue.EMPTY_JSON_OBJECT);
        }

        @Override
        public String socketId(Session session, String namespace) {
            return SocketId.next();
        }

        @Override
        public String publicId(String id) {
            return id;
        }

        @Override
        public Packet.Connect welcome(String namespace, Map<String, Object> details) {
            return new Packet.Connect(
                    namespace, Optional.of(Arguments.value(details).asJsonObject()));
        }

        @Override
        public Packet.ConnectError refusal(String namespace, ConnectRefusedException refusal) {
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("message", String.valueOf(refusal.getMessage()));
            refusal.data().ifPresent(data -> payload.put("data", data));
            return new Packet.ConnectError(namespace, Arguments.value(payload));
        }
    },

    /**
     * Protocol v4, of Socket.IO 1 and 2 (section 2.5): the server lets the client into {@code "/"} of its own accord;
     * the client knows its ids without being told, and sends a query in place of a payload.
     */
    V4 {
        @Override
        public Optional<Packet.Connect> atOpen() {
            return Optional.of(new Packet.Connect("/", Optional.empty()));
        }

        @Override
        public String namespace(String named) {
            return NamespaceQuery.pathOf(named);
        }

        @Override
        public JsonObject auth(Packet.Connect asked) {
            return NamespaceQuery.parse(asked.namespace());
        }

        @Override
        public String socketId(Session session, String namespace) {
            return namespace.equals("/") ? session.id() : namespace + '#' + session.id();
        }

        @Override
        public String publicId(String id) {
            return SocketId.next();
        }

        @Override
        public Packet.Connect welcome(String namespace, Map<String, Object> details) {
            return new Packet.Connect(namespace, Optional.empty());
        }

        @Override
        public Packet.ConnectError refusal(String namespace, ConnectRefusedException refusal) {
            JsonValue message = Arguments.value(String.valueOf(refusal.getMessage()));
            return new Packet.ConnectError(namespace, refusal.data().orElse(message));
        }
    };

    /** That of the session's client. */
    public static Dialect of(Session session) {
        return session.protocol() == 3 ? V4 : V5;
    }

    /** Whether clients can come back after a lost connection (section 5). */
    public boolean isRecoverable() {
        return this == V5;
    }

    /** What the client has asked for by opening the connection. */
    public abstract Optional<Packet.Connect> atOpen();

    /** The name of the namespace that a packet of the client names. */
    public abstract String namespace(String named);

    /** What the client sends along to a namespace; empty if nothing. */
    public abstract JsonObject auth(Packet.Connect asked);

    /** The id of the client's socket in a namespace. */
    public abstract String socketId(Session session, String namespace);

    /** What others may see in place of that id: nothing by which they could take the connection over. */
    public abstract String publicId(String id);

    /** The answer to a client that is let in; {@code details} are its id and what else it is told, if it is told. */
    public abstract Packet.Connect welcome(String namespace, Map<String, Object> details);

    /** The answer to a client that is not let in. */
    public abstract Packet.ConnectError refusal(String namespace, ConnectRefusedException refusal);
}
