package xyz.anipub.socketio.handshake;

import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.Middleware;
import xyz.anipub.socketio.packet.Arguments;

/**
 * A {@link Middleware} does not let a client in. The client gets CONNECT_ERROR {@code {"message":…,"data":…}}, so both
 * are meant for its eyes; its connection stays.
 */
public final class ConnectRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable JsonValue data;

    /** Refuses without {@code data}. */
    public ConnectRefusedException(String message) {
        super(message);
        this.data = null;
    }

    /**
     * @param data anything that {@link Arguments} takes
     * @throws IllegalArgumentException if it does not take that
     */
    public ConnectRefusedException(String message, Object data) {
        super(message);
        this.data = Arguments.value(data);
    }

    public Optional<JsonValue> data() {
        return Optional.ofNullable(data);
    }
}
