package xyz.anipub.socketio.adapter.recovery;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task once after a while, as long as there is need, and not more often than every few seconds. Guarded by its
 * own monitor, without which the task runs.
 */
final class Sweep {

    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private final ScheduledExecutorService timers;
    private final Runnable task;
    private volatile @Nullable Future<?> next;
    private boolean stopped;

    Sweep(ScheduledExecutorService timers, Runnable task) {
        this.timers = timers;
        this.task = task;
    }

    /** The task is to run a little later than this; does nothing if it is about to anyway. */
    synchronized void within(Duration time) {
        if (next != null || stopped) {
            return;
        }
        long delay = time.plus(SHORTEST).toMillis();
        try {
            next = timers.schedule(this::run, delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Nobody keeps time any more: the server is shutting down, and all this goes with it.
            stopped = true;
        }
    }

    /** Whether it is to run anyway. */
    boolean isDue() {
        return next != null;
    }

    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void run() {
        synchronized (this) {
            next = null;
        }
        task.run();
    }
}
