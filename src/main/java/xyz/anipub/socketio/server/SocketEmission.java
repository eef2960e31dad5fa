package xyz.anipub.socketio.server;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.SocketOperator;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.delivery.Outgoing;
import xyz.anipub.socketio.packet.Packet;

/** Sends to a socket of this node. Immutable. */
final class SocketEmission implements SocketOperator {

    private final LocalSocket socket;
    private final EventFlags flags;
    private final Duration timeout;

    SocketEmission(LocalSocket socket, EventFlags flags, Duration timeout) {
        this.socket = socket;
        this.flags = flags;
        this.timeout = timeout;
    }

    @Override
    public SocketOperator asVolatile() {
        return new SocketEmission(socket, flags.asVolatile(), timeout);
    }

    @Override
    public SocketOperator compress(boolean compress) {
        return new SocketEmission(socket, flags.compressed(compress), timeout);
    }

    @Override
    public SocketOperator timeout(Duration wait) {
        if (wait.toMillis() < 1) {
            throw new IllegalArgumentException("a timeout needs at least 1 ms");
        }
        return new SocketEmission(socket, flags, wait);
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        Packet.Event packet = Outgoing.event(socket.namespace(), event, arguments);
        socket.state().send(packet, flags);
    }

    @Override
    public void send(@Nullable Object... arguments) {
        emit(Outgoing.MESSAGE, arguments);
    }

    @Override
    public CompletionStage<List<JsonValue>> emitWithAck(String event, @Nullable Object... arguments) {
        long ackId = socket.namespace().nextAckId();
        Packet.Event packet =
                Outgoing.event(socket.namespace(), event, arguments).withId(ackId);
        PreparedMessage message = socket.namespace().prepare(packet, flags);
        CompletableFuture<List<JsonValue>> answer = new CompletableFuture<>();
        // A copy, so that the caller's hands are off the pending one; by hand, because a derived stage wraps failures.
        socket.state().expect(ackId, timeout).whenComplete((values, failure) -> {
            if (failure == null) {
                answer.complete(values);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        socket.state().send(packet, message);
        return answer;
    }

    @Override
    public <T> CompletionStage<T> emitWithAck(Class<T> type, String event, @Nullable Object... arguments) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        emitWithAck(event, arguments).whenComplete((values, failure) -> {
            try {
                if (failure == null) {
                    answer.complete(type.cast(socket.namespace().payloads().argument(values, 0, type)));
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
