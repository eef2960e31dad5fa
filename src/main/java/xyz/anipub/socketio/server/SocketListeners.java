package xyz.anipub.socketio.server;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.BiConsumer;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.connection.EventHandlers;
import xyz.anipub.socketio.connection.FewList;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.AnyListener;
import xyz.anipub.socketio.event.EventHandler;
import xyz.anipub.socketio.event.EventMiddleware;
import xyz.anipub.socketio.packet.Packet;

/**
 * What an application wants to hear of one socket, in the order in which it said so.
 *
 * <p>Thread-safe. A listener that throws is logged with the socket's id, and the others are still called. The lists
 * hold what the application registers, nothing that a client names.
 */
final class SocketListeners {

    private static final Logger LOG = System.getLogger(SocketListeners.class.getName());

    final EventHandlers events = new EventHandlers();
    final FewList<AnyListener> any = new FewList<>();
    final FewList<AnyListener> anyOutgoing = new FewList<>();
    final FewList<EventMiddleware> middlewares = new FewList<>();
    final FewList<BiConsumer<DisconnectReason, String>> disconnecting = new FewList<>();
    final FewList<BiConsumer<DisconnectReason, String>> disconnect = new FewList<>();

    void received(LocalSocket socket, Packet.Event event) {
        String name = event.name();
        List<JsonValue> arguments = event.arguments();
        if (!any.isEmpty()) {
            any.forEach(listener -> guarded(socket, "any", () -> listener.heard(name, arguments)));
        }
        Reply ack = Reply.timed(socket, event.id());
        if (!passes(socket, event, ack)) {
            return;
        }
        if (!socket.isConnected() || !handle(socket, name, arguments, ack)) {
            ack.forget();
        }
    }

    /** Whether there is a handler. */
    private boolean handle(LocalSocket socket, String name, List<JsonValue> arguments, Ack ack) {
        Handlers shared = socket.namespace().handlers();
        boolean isShared = shared.handle(socket, name, arguments, ack);
        List<EventHandler> own = events.take(name);
        for (EventHandler handler : own) {
            try {
                handler.handle(arguments, ack);
            } catch (RuntimeException | Error e) {
                shared.failed(socket, name, ack, e);
            }
        }
        return isShared || !own.isEmpty();
    }

    /** An event is not handled; perhaps its sender is told. */
    void stopped(LocalSocket socket, Packet.Event event, Reply ack, Throwable failure) {
        socket.namespace().handlers().stopped(socket, event.name(), ack, failure);
        ack.forget();
    }

    void sending(LocalSocket socket, Packet.Event event) {
        if (!anyOutgoing.isEmpty()) {
            anyOutgoing.forEach(
                    listener -> guarded(socket, "any outgoing", () -> listener.heard(event.name(), event.arguments())));
        }
    }

    void disconnecting(LocalSocket socket, DisconnectReason reason, String detail) {
        disconnecting.forEach(listener -> guarded(socket, "disconnecting", () -> listener.accept(reason, detail)));
    }

    void disconnected(LocalSocket socket, DisconnectReason reason, String detail) {
        disconnect.forEach(listener -> guarded(socket, "disconnect", () -> listener.accept(reason, detail)));
    }

    static void guarded(LocalSocket socket, String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            log(socket, what, e);
        }
    }

    private boolean passes(LocalSocket socket, Packet.Event event, Reply ack) {
        if (middlewares.isEmpty()) {
            return true;
        }
        try {
            middlewares.forEach(middleware -> middleware.handle(event.name(), event.arguments()));
            return true;
        } catch (RuntimeException | Error e) {
            // Stopping an event is a middleware's business, and a client must not be able to fill the log with it.
            LOG.log(Level.DEBUG, "A middleware of socket " + socket.id() + " stopped " + event.name(), e);
            stopped(socket, event, ack, e);
            return false;
        }
    }

    static void log(LocalSocket socket, String what, Throwable failure) {
        LOG.log(Level.ERROR, "A listener of socket " + socket.id() + " failed: " + what, failure);
    }
}
