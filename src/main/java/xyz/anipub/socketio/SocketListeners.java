package xyz.anipub.socketio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import xyz.anipub.socketio.packet.Packet;

/**
 * What an application wants to hear of one socket, in the order in which it said so.
 *
 * <p>Thread-safe. A listener that throws is logged with the socket's id, and the others are still called. The maps hold
 * what the application registers, nothing that a client names.
 */
final class SocketListeners {

    private static final Logger LOG = System.getLogger(SocketListeners.class.getName());

    private final Map<String, List<EventHandler>> events = new ConcurrentHashMap<>(4);
    private final List<BiConsumer<DisconnectReason, String>> disconnecting = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<DisconnectReason, String>> disconnect = new CopyOnWriteArrayList<>();

    void on(String event, EventHandler handler) {
        events.merge(event, List.of(handler), (some, more) -> Stream.concat(some.stream(), more.stream())
                .toList());
    }

    void onDisconnecting(BiConsumer<DisconnectReason, String> listener) {
        disconnecting.add(listener);
    }

    void onDisconnect(BiConsumer<DisconnectReason, String> listener) {
        disconnect.add(listener);
    }

    void received(Socket socket, Packet.Event event) {
        List<EventHandler> handlers = events.getOrDefault(event.name(), List.of());
        if (handlers.isEmpty()) {
            return;
        }
        Ack ack = new Reply(socket, event.id());
        for (EventHandler handler : handlers) {
            try {
                handler.handle(event.arguments(), ack);
            } catch (RuntimeException | Error e) {
                log(socket, event.name(), e);
                guarded(socket, "handler error", () -> socket.namespace().failed(socket, event.name(), ack, e));
            }
        }
    }

    void disconnecting(Socket socket, DisconnectReason reason, String detail) {
        disconnecting.forEach(listener -> guarded(socket, "disconnecting", () -> listener.accept(reason, detail)));
    }

    void disconnected(Socket socket, DisconnectReason reason, String detail) {
        disconnect.forEach(listener -> guarded(socket, "disconnect", () -> listener.accept(reason, detail)));
    }

    static void guarded(Socket socket, String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            log(socket, what, e);
        }
    }

    private static void log(Socket socket, String what, Throwable failure) {
        LOG.log(Level.ERROR, "A listener of socket " + socket.id() + " failed: " + what, failure);
    }
}
