package xyz.anipub.engineio.transport.container;

import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler that forgets what it is given: it has no threads and never runs anything. All that is given gets the same
 * future, which is cancelled.
 */
final class NoTimers extends ScheduledThreadPoolExecutor {

    private static final ScheduledFuture<?> NEVER = new Never();

    NoTimers() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return NEVER;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return NEVER;
    }

    private static final class Never extends FutureTask<Object> implements ScheduledFuture<Object> {

        Never() {
            super(() -> {}, Boolean.TRUE);
            cancel(false);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return Long.MAX_VALUE;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
