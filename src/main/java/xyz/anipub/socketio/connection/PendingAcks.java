package xyz.anipub.socketio.connection;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.event.AckTimeoutException;
import xyz.anipub.socketio.event.SocketDisconnectedException;

/**
 * The answers that one socket's client owes. Each ends: by the answer, by its timeout, or when the socket leaves.
 *
 * <p>Thread-safe. The monitor of this object guards the table; futures are completed without it. The table holds at
 * most {@link SocketServerConfig#maxPendingAcks()}.
 */
public final class PendingAcks {

    /** Null for none, as with most sockets. */
    private @Nullable Map<Long, CompletableFuture<List<JsonValue>>> pending;

    private final int max;
    private final Timeouts timeouts;
    private boolean closed;

    public PendingAcks(int max, Timeouts timeouts) {
        this.max = max;
        this.timeouts = timeouts;
    }

    /** The answer to the event of that id; already failed if the socket has left or owes too many. */
    public CompletableFuture<List<JsonValue>> expect(long id, Duration timeout) {
        CompletableFuture<List<JsonValue>> answer = expect(id);
        if (answer.isDone()) {
            return answer;
        }
        try {
            Future<?> timer = timeouts.schedule(timeout, () -> fail(id, new AckTimeoutException()));
            answer.whenComplete((values, failure) -> timer.cancel(false));
        } catch (RejectedExecutionException e) {
            fail(id, e);
        }
        return answer;
    }

    /** Like {@link #expect(long, Duration)}, but somebody else keeps the time and calls {@link #forget}. */
    public CompletableFuture<List<JsonValue>> expect(long id) {
        CompletableFuture<List<JsonValue>> answer = new CompletableFuture<>();
        RuntimeException refusal = put(id, answer);
        if (refusal != null) {
            answer.completeExceptionally(refusal);
        }
        return answer;
    }

    /** Nobody waits for the answer any more; it stays incomplete. */
    public void forget(long id) {
        take(id);
    }

    /** The answer came; ignored if nobody waits for it. */
    public void complete(long id, List<JsonValue> values) {
        CompletableFuture<List<JsonValue>> answer = take(id);
        if (answer != null) {
            answer.complete(values);
        }
    }

    /** The socket has left: fails what is owed, and all to come. */
    public void close() {
        List<CompletableFuture<List<JsonValue>>> owed;
        synchronized (this) {
            closed = true;
            owed = pending == null ? List.of() : List.copyOf(pending.values());
            pending = null;
        }
        owed.forEach(answer -> answer.completeExceptionally(new SocketDisconnectedException()));
    }

    synchronized int size() {
        return pending == null ? 0 : pending.size();
    }

    private synchronized @Nullable RuntimeException put(long id, CompletableFuture<List<JsonValue>> answer) {
        if (closed) {
            return new SocketDisconnectedException();
        } else if (size() >= max) {
            return new IllegalStateException("more than " + max + " pending acks");
        }
        if (pending == null) {
            pending = new HashMap<>();
        }
        pending.put(id, answer);
        return null;
    }

    /** The answer cannot come; ignored if nobody waits for it. */
    public void fail(long id, RuntimeException failure) {
        CompletableFuture<List<JsonValue>> answer = take(id);
        if (answer != null) {
            answer.completeExceptionally(failure);
        }
    }

    private synchronized @Nullable CompletableFuture<List<JsonValue>> take(long id) {
        return pending == null ? null : pending.remove(id);
    }
}
