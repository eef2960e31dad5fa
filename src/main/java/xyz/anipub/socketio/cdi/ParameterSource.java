package xyz.anipub.socketio.cdi;

import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.socketio.Socket;

/**
 * Gives handler methods parameters of a class of the application's own; a bean that implements it is enough. Known
 * without one are {@link Socket}, {@link xyz.anipub.socketio.Namespace}, {@link xyz.anipub.socketio.handshake.Handshake}, and
 * {@link java.security.Principal} and its subclasses: what has been attached to the socket, else who the container says is
 * calling. If neither is there, a {@link BeforeConnect} method's client is refused with {@code unauthorized}.
 */
@FunctionalInterface
public interface ParameterSource<T> {

    /**
     * Called before the method, on its thread.
     *
     * @param arguments of the event; for connections what came as {@code auth}; else empty
     * @throws RuntimeException if there is none: it counts as thrown by the method, which is not called
     */
    T get(Socket socket, List<JsonValue> arguments);
}
