package xyz.anipub.engineio.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Runs tasks one after the other, in order, on threads of an executor; one that fails is logged. Thread-safe, without a lock. */
final class Lane {

    private static final Logger LOG = System.getLogger(Lane.class.getName());

    /** Then others who want the thread have their turn. */
    private static final int TURN = 100;

    private final Executor executor;
    private final long maxBytes;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger undone = new AtomicInteger();
    private final AtomicLong waiting = new AtomicLong();

    private record Task(long bytes, Runnable step) {}

    /** @param maxBytes how much may wait */
    Lane(Executor executor, long maxBytes) {
        this.executor = executor;
        this.maxBytes = maxBytes;
    }

    /** False if too much waits; a task of no bytes is always taken. */
    boolean offer(long bytes, Runnable step) {
        if (bytes > 0 && waiting.addAndGet(bytes) > maxBytes) {
            waiting.addAndGet(-bytes);
            return false;
        }
        tasks.add(new Task(bytes, step));
        if (undone.getAndIncrement() == 0) {
            run();
        }
        return true;
    }

    private void run() {
        try {
            executor.execute(this::runSome);
        } catch (RejectedExecutionException e) {
            // The node is stopping.
            runSome();
        }
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A step between nodes failed", e);
        }
    }

    private void runSome() {
        int done = 0;
        try {
            for (Task next = tasks.poll(); next != null; next = tasks.poll()) {
                waiting.addAndGet(-next.bytes());
                done++;
                run(next.step());
                if (done == TURN) {
                    break;
                }
            }
        } finally {
            if (undone.addAndGet(-done) > 0) {
                run();
            }
        }
    }
}
