package xyz.anipub.engineio.session;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An engine's deadlines. The thread that measures time only hands on what is due: what it would do for one session, the
 * heartbeats of all would wait for. Thread-safe.
 */
public final class Timers {

    private final ScheduledExecutorService clock;
    private final Executor executor;

    /**
     * @param clock measures time, and runs nothing else
     * @param executor runs what is due, and does not wait for a peer
     */
    public Timers(ScheduledExecutorService clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Runs a task later, on a thread of the executor.
     *
     * @return cancels it; a task that has been handed on already runs even so
     * @throws RejectedExecutionException if the clock has been shut down
     */
    public Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return clock.schedule(() -> handOn(task), delay, unit);
    }

    private void handOn(Runnable task) {
        try {
            executor.execute(task);
        } catch (RuntimeException | OutOfMemoryError e) {
            // It has been shut down, and with it the server, or there is no thread to be had: what is due is owed even
            // so.
            task.run();
        }
    }
}
