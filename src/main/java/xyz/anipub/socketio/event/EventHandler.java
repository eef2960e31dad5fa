package xyz.anipub.socketio.event;

import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.socketio.Handling;
import xyz.anipub.socketio.Socket;

/** What an application does about an event; see {@link Socket#on}. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Events of one socket come one after another, in the order in which the client sent them, on the connection's
     * serial thread. A handler may block for a bounded time; the connection's other packets wait, so it must not wait
     * for an ack of the same connection.
     *
     * <p>An exception is answered as {@link Handling} says; the socket goes on.
     *
     * @param arguments what came with the event; binary values are {@link xyz.anipub.socketio.packet.Binary}
     * @param ack the way to answer
     */
    void handle(List<JsonValue> arguments, Ack ack);
}
