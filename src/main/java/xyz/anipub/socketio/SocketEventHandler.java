package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.EventHandler;

/** What an application does about an event of any socket of a namespace; see {@link Handling#on}. */
@FunctionalInterface
public interface SocketEventHandler {

    /**
     * Called where and when an {@link EventHandler} is called.
     *
     * @param arguments what came with the event; binary values are {@link xyz.anipub.socketio.packet.Binary}
     * @param ack the way to answer
     */
    void handle(Socket socket, List<JsonValue> arguments, Ack ack);
}
