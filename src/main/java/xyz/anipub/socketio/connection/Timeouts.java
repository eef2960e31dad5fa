package xyz.anipub.socketio.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.EngineThreads;

/**
 * Runs tasks when they are due: the timers only hand them to the listener's threads, so that no code of an application
 * runs where heartbeats are kept. Thread-safe, without a lock.
 */
public final class Timeouts {

    private static final Logger LOG = System.getLogger(Timeouts.class.getName());

    private final EngineThreads threads;

    /** A task that can be cancelled as long as it has not begun, though it may be due and wait for a thread. */
    private static final class Due extends FutureTask<@Nullable Void> {

        private volatile @Nullable Future<?> timer;

        Due(Runnable task) {
            super(task, null);
        }

        @Override
        protected void done() {
            Future<?> started = timer;
            if (isCancelled() && started != null) {
                started.cancel(false);
            }
        }

        @Override
        protected void setException(Throwable failure) {
            LOG.log(Level.ERROR, "A task that was due failed", failure);
            super.setException(failure);
        }
    }

    public Timeouts(EngineThreads threads) {
        this.threads = threads;
    }

    /**
     * @return cancels the task
     * @throws RejectedExecutionException if the timers have been shut down
     */
    public Future<?> schedule(Duration delay, Runnable task) {
        Due due = new Due(task);
        due.timer =
                threads.timers().schedule(() -> handOver(due), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        return due;
    }

    private void handOver(Runnable due) {
        try {
            threads.listener().execute(due);
        } catch (RejectedExecutionException e) {
            // Only threads that have been shut down refuse; whoever waits must hear of it even so.
            due.run();
        }
    }
}
