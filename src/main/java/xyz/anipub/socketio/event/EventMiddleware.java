package xyz.anipub.socketio.event;

import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.socketio.Socket;

/** Decides whether an event that came may reach its handlers; see {@link Socket#use}. */
@FunctionalInterface
public interface EventMiddleware {

    /**
     * Called on the connection's serial thread, where handlers are called; it may block for a bounded time.
     *
     * @throws RuntimeException to stop the event. {@link Namespace#onHandlerError} hears of it, with the event's ack;
     *     the client is told nothing
     */
    void handle(String event, List<JsonValue> arguments);
}
