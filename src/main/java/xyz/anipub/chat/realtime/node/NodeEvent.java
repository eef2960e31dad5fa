package xyz.anipub.chat.realtime.node;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.function.Consumer;
import java.util.function.Function;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * A server-side event of the namespace, by its name, with one argument: how the nodes of the chat reach each other. Thread-safe.
 */
public final class NodeEvent {

    private static final System.Logger LOG = System.getLogger(NodeEvent.class.getName());

    private final Namespace namespace;
    private final String name;

    public NodeEvent(SocketServer server, String name) {
        this.namespace = server.of("/");
        this.name = name;
    }

    /** Whether there may be other nodes. */
    public boolean isShared() {
        return namespace.isShared();
    }

    /** Sends to all other nodes, if there may be any. Never waits. */
    public void send(Object argument) {
        if (isShared()) {
            namespace.serverSideEmit(name, argument);
        }
    }

    /**
     * Handles what other nodes send, on a thread of the adapter, which neither must block. What cannot be read is dropped: another
     * version, or whoever else reaches Redis, has sent it.
     *
     * @param reader may throw what reading JSON that is malformed, or ids, throws
     */
    <T> void on(Function<JsonValue, T> reader, Consumer<T> handler) {
        namespace.onServerEvent(name, (arguments, ack) -> {
            T message;
            try {
                message = reader.apply(arguments.get(0));
            } catch (IndexOutOfBoundsException
                    | ClassCastException
                    | NullPointerException
                    | ArithmeticException
                    | IllegalArgumentException malformed) {
                LOG.log(System.Logger.Level.DEBUG, "Another node sent what cannot be read: " + name, malformed);
                return;
            }
            handler.accept(message);
        });
    }

    /** The same for messages that are handled while they are read. */
    public void on(Consumer<JsonObject> handler) {
        on(
                message -> {
                    handler.accept(message.asJsonObject());
                    return message;
                },
                handled -> {});
    }
}
