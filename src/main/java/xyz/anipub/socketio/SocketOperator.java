package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.connection.PendingAcks;
import xyz.anipub.socketio.event.AckTimeoutException;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.event.SocketDisconnectedException;
import xyz.anipub.socketio.packet.Packet;

/**
 * A way of sending to one socket's client (protocol section 3.5). Immutable: each step makes a new one, in any order,
 * and any may be kept and used by any thread. No call blocks.
 */
public final class SocketOperator {

    private final Socket socket;
    private final PendingAcks acks;
    private final EventFlags flags;
    private final Duration timeout;

    SocketOperator(Socket socket, PendingAcks acks, EventFlags flags, Duration timeout) {
        this.socket = socket;
        this.acks = acks;
        this.flags = flags;
        this.timeout = timeout;
    }

    /** For events that may be lost: the client misses one that its connection cannot take at once. */
    public SocketOperator asVolatile() {
        return new SocketOperator(socket, acks, flags.asVolatile(), timeout);
    }

    /** Whether polling answers that carry the events may be compressed, where that is switched on; true if not said. */
    public SocketOperator compress(boolean compress) {
        return new SocketOperator(socket, acks, flags.compressed(compress), timeout);
    }

    /**
     * How long {@link #emitWithAck} waits; {@link SocketServerConfig#ackTimeout()} if it is not said.
     *
     * @throws IllegalArgumentException if it is less than 1 ms
     */
    public SocketOperator timeout(Duration wait) {
        if (wait.toMillis() < 1) {
            throw new IllegalArgumentException("a timeout needs at least 1 ms");
        }
        return new SocketOperator(socket, acks, flags, wait);
    }

    /** Sends an event. See {@link Socket#emit}. */
    public void emit(String event, @Nullable Object... arguments) {
        Packet.Event packet = Outgoing.event(socket.namespace(), event, arguments);
        socket.life().send(packet, flags);
    }

    /** Sends the event {@code message}. See {@link Socket#emit}. */
    public void send(@Nullable Object... arguments) {
        emit(Outgoing.MESSAGE, arguments);
    }

    /**
     * Sends an event and asks for an answer.
     *
     * @return the arguments of the answer; or failed, with {@link AckTimeoutException},
     *     {@link SocketDisconnectedException}, or {@link IllegalStateException} if too many answers are awaited. It
     *     completes on one of the listener's threads: what follows runs where handlers run. A handler must not wait for it
     *     there: the answer comes behind it
     * @throws IllegalArgumentException if the name is reserved, or an argument is of a type that cannot be sent
     */
    public CompletionStage<List<JsonValue>> emitWithAck(String event, @Nullable Object... arguments) {
        long ackId = socket.namespace().nextAckId();
        Packet.Event packet =
                Outgoing.event(socket.namespace(), event, arguments).withId(ackId);
        PreparedMessage message = socket.namespace().prepare(packet, flags);
        CompletableFuture<List<JsonValue>> answer = new CompletableFuture<>();
        // A copy, so that the caller's hands are off the pending one; by hand, because a derived stage wraps failures.
        acks.expect(ackId, timeout).whenComplete((values, failure) -> {
            if (failure == null) {
                answer.complete(values);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        socket.life().send(packet, message);
        return answer;
    }

    /**
     * Like {@link #emitWithAck(String, Object...)}, for the first argument of the answer as a value of this type.
     *
     * @return fails with {@link InvalidArgumentException}, too: if the answer is not of this type
     */
    public <T> CompletionStage<T> emitWithAck(Class<T> type, String event, @Nullable Object... arguments) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        emitWithAck(event, arguments).whenComplete((values, failure) -> {
            try {
                if (failure == null) {
                    answer.complete(socket.namespace().handlers().argument(values, 0, type));
                } else {
                    answer.completeExceptionally(failure);
                }
            } catch (RuntimeException misfit) {
                answer.completeExceptionally(misfit);
            }
        });
        return answer;
    }
}
