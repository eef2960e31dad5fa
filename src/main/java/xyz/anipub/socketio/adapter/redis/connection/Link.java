package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.api.StatefulConnection;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, which may be away at first: it is tried again and again, and what was to be done with it waits. Once
 * there, Lettuce keeps it and connects it anew.
 *
 * <p>Thread-safe. The monitor of this object guards the connection and the tasks; they run with it once, in order, when the
 * connection is made: they must only hand commands to it.
 */
public final class Link<C extends StatefulConnection<?, ?>> {

    private final Supplier<CompletionStage<C>> connect;
    private final ScheduledExecutorService timers;
    private final RedisStatus status;
    private final Queue<Consumer<C>> tasks = new ArrayDeque<>();
    private volatile @Nullable C connection;
    private boolean isClosed;

    public Link(Supplier<CompletionStage<C>> connect, ScheduledExecutorService timers, RedisStatus status) {
        this.connect = connect;
        this.timers = timers;
        this.status = status;
    }

    /** Begins to connect. */
    public void open() {
        begin().whenComplete((made, failure) -> {
            if (failure == null) {
                connected(made);
            } else {
                status.failed(failure);
                tryAgain();
            }
        });
    }

    private CompletionStage<C> begin() {
        try {
            return connect.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Null if it has never been there so far. */
    @Nullable
    public C connection() {
        return connection;
    }

    /** Does something with the connection: now, or as soon as there is one, after all that was to be done before. */
    public void use(Consumer<C> task) {
        C present = connection;
        if (present == null) {
            synchronized (this) {
                present = connection;
                if (present == null) {
                    if (!isClosed) {
                        tasks.add(task);
                    }
                    return;
                }
            }
        }
        task.accept(present);
    }

    /** Connects no more, and forgets what was to be done. What is connected, the client closes. */
    public synchronized void close() {
        isClosed = true;
        tasks.clear();
    }

    private void connected(C made) {
        synchronized (this) {
            if (!isClosed) {
                // A task may add another.
                for (Consumer<C> task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.accept(made);
                }
                connection = made;
            }
        }
        if (connection == null) {
            made.closeAsync();
        } else {
            status.made();
        }
    }

    private synchronized void tryAgain() {
        if (isClosed) {
            return;
        }
        try {
            timers.schedule(this::open, RedisClients.LONGEST_RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The node is stopping.
            isClosed = true;
        }
    }
}
