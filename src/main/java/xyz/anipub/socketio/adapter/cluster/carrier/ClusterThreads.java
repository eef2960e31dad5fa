package xyz.anipub.socketio.adapter.cluster.carrier;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where a node does what other nodes ask of it. Both belong to the caller, who ends them after the adapters.
 *
 * @param handlers handle messages of other nodes, one of a namespace at a time; server-side handlers and what follows an
 *     answer run there
 * @param timers only hand on to {@code handlers} what is due
 */
public record ClusterThreads(Executor handlers, ScheduledExecutorService timers) {

    /** Has a handler run a task after some time; after the end of the threads, at once. The result cancels it. */
    public Runnable after(Duration delay, Runnable task) {
        try {
            var timer = timers.schedule(() -> run(task), Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            task.run();
            return () -> {};
        }
    }

    private void run(Runnable task) {
        try {
            handlers.execute(task);
        } catch (RejectedExecutionException e) {
            // The node is stopping; whoever waits must hear of it even so.
            task.run();
        }
    }
}
