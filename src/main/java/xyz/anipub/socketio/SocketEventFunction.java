package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.event.EventHandler;

/** Makes the answer to an event of any socket of a namespace; see {@link Handling#answer}. */
@FunctionalInterface
public interface SocketEventFunction {

    /**
     * Called where and when an {@link EventHandler} is called.
     *
     * @param arguments what came with the event; binary values are {@link xyz.anipub.socketio.packet.Binary}
     * @return the answer, or a {@link java.util.concurrent.CompletionStage} of it; null answers without arguments
     */
    @Nullable
    Object handle(Socket socket, List<JsonValue> arguments);
}
