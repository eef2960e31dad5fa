package xyz.anipub.engineio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import xyz.anipub.engineio.session.Timers;

/** Timers and their clock, both moved by the test alone; tasks run on the thread that moves the clock. */
public final class ManualTimers extends ScheduledThreadPoolExecutor {

    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000_000L;

    public ManualTimers() {
        super(0);
    }

    /** What is due then is done on the thread that moves the clock. */
    public Timers asTimers() {
        return new Timers(this, Runnable::run);
    }

    public synchronized long nanoTime() {
        return now;
    }

    /** Moves the clock, running what becomes due in its order, each at its instant. */
    public void advance(Duration by) {
        long until = nanoTime() + by.toNanos();
        for (Optional<Task> next = nextUntil(until); next.isPresent(); next = nextUntil(until)) {
            next.get().run();
        }
        synchronized (this) {
            now = until;
        }
    }

    /** Moves the clock as a stopped process would see it: tasks that became due run late, by the next advance. */
    public synchronized void oversleep(Duration by) {
        now += by.toNanos();
    }

    /** Tasks neither run nor cancelled. */
    public synchronized long pending() {
        return tasks.stream().filter(task -> !task.isDone()).count();
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, now + unit.toNanos(delay));
        tasks.add(task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    private synchronized Optional<Task> nextUntil(long until) {
        tasks.removeIf(FutureTask::isDone);
        Optional<Task> next =
                tasks.stream().filter(task -> task.due <= until).min(Comparator.comparingLong(task -> task.due));
        next.ifPresent(task -> now = Math.max(now, task.due));
        return next;
    }

    private final class Task extends FutureTask<Void> implements RunnableScheduledFuture<Void> {

        private final long due;

        Task(Runnable command, long due) {
            super(command, null);
            this.due = due;
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
