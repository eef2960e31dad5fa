package xyz.anipub.engineio.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import xyz.anipub.queue.SerialQueue;

/**
 * Runs tasks one after the other, in order, on threads of an executor, and refuses those that are too many bytes; one that
 * fails is logged. Thread-safe, without a lock.
 */
final class Lane {

    private static final Logger LOG = System.getLogger(Lane.class.getName());

    /** Then others who want the thread have their turn. */
    private static final int TURN = 100;

    private final long maxBytes;
    private final SerialQueue<Task> tasks;
    private final AtomicLong waiting = new AtomicLong();

    private record Task(long bytes, Runnable step) {}

    /** @param maxBytes how much may wait */
    Lane(Executor executor, long maxBytes) {
        this.maxBytes = maxBytes;
        this.tasks = new SerialQueue<>(executor, TURN, this::run);
    }

    /** False if too much waits; a task of no bytes is always taken. */
    boolean offer(long bytes, Runnable step) {
        if (bytes > 0 && waiting.addAndGet(bytes) > maxBytes) {
            waiting.addAndGet(-bytes);
            return false;
        }
        tasks.add(new Task(bytes, step));
        tasks.start();
        return true;
    }

    private void run(Task task) {
        waiting.addAndGet(-task.bytes());
        try {
            task.step().run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A step between nodes failed", e);
        }
    }
}
