package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.event.AckTimeoutException;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.event.SocketDisconnectedException;

/**
 * A way of sending to one socket's client (protocol section 3.5). Immutable: each step makes a new one, in any order,
 * and any may be kept and used by any thread. No call blocks.
 */
public interface SocketOperator {

    /** For events that may be lost: the client misses one that its connection cannot take at once. */
    SocketOperator asVolatile();

    /** Whether polling answers that carry the events may be compressed, where that is switched on; true if not said. */
    SocketOperator compress(boolean compress);

    /**
     * How long {@link #emitWithAck} waits; {@link SocketServerConfig#ackTimeout()} if it is not said.
     *
     * @throws IllegalArgumentException if it is less than 1 ms
     */
    SocketOperator timeout(Duration wait);

    /** Sends an event. See {@link Socket#emit}. */
    void emit(String event, @Nullable Object... arguments);

    /** Sends the event {@code message}. See {@link Socket#emit}. */
    void send(@Nullable Object... arguments);

    /**
     * Sends an event and asks for an answer.
     *
     * @return the arguments of the answer; or failed, with {@link AckTimeoutException},
     *     {@link SocketDisconnectedException}, or {@link IllegalStateException} if too many answers are awaited. It
     *     completes on one of the listener's threads: what follows runs where handlers run. A handler must not wait for it
     *     there: the answer comes behind it
     * @throws IllegalArgumentException if the name is reserved, or an argument is of a type that cannot be sent
     */
    CompletionStage<List<JsonValue>> emitWithAck(String event, @Nullable Object... arguments);

    /**
     * Like {@link #emitWithAck(String, Object...)}, for the first argument of the answer as a value of this type.
     *
     * @return fails with {@link InvalidArgumentException}, too: if the answer is not of this type
     */
    <T> CompletionStage<T> emitWithAck(Class<T> type, String event, @Nullable Object... arguments);
}
