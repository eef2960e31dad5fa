package xyz.anipub.queue;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Hands items to a handler one at a time, in the order in which they were added: on a thread of an executor
 * ({@link #start}), or on that of whoever asks for it ({@link #runHere}).
 *
 * <p>Thread-safe, without a lock: while a thread handles items it takes those added meanwhile, too; else whoever adds
 * starts the next one. What one call of the handler writes, the next one sees. After a number of items a thread makes way
 * for others, and the executor goes on; if that refuses, or cannot make a thread, the same thread does.
 *
 * <p>Not bounded: where too much may come, its user counts before it adds. A handler should not throw; if it does, the
 * exception ends the thread's turn, and the items behind are handled in another.
 *
 * @param <T> items; not null
 */
public final class SerialQueue<T> {

    private final Executor executor;
    private final int turn;
    private final Consumer<? super T> handler;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    /** True from when a thread begins, or is asked for, until it has found nothing more. */
    private final AtomicBoolean running = new AtomicBoolean();

    private final Runnable task = this::run;

    /**
     * @param turn how many items a thread handles before it makes way for others; at least 1
     * @throws IllegalArgumentException if it is less
     */
    public SerialQueue(Executor executor, int turn, Consumer<? super T> handler) {
        if (turn < 1) {
            throw new IllegalArgumentException("a turn needs at least 1 item: " + turn);
        }
        this.executor = executor;
        this.turn = turn;
        this.handler = handler;
    }

    /** Appends an item and does nothing else: {@link #start} or {@link #runHere} has to follow. */
    public void add(T item) {
        waiting.add(item);
    }

    /** Has the executor handle what waits, unless that is being done. */
    public void start() {
        if (begins()) {
            handOn();
        }
    }

    /** Handles what waits on this thread, at most one turn, unless that is being done elsewhere. */
    public void runHere() {
        if (!waiting.isEmpty() && begins()) {
            run();
        }
    }

    /** For one thread at a time. The read before the exchange: a busy queue is asked often. */
    private boolean begins() {
        return !running.get() && running.compareAndSet(false, true);
    }

    private void run() {
        boolean isOver = false;
        try {
            isOver = handleSome();
        } finally {
            // Also after a failure: what waits behind that item is owed.
            if (!isOver) {
                handOn();
            }
        }
    }

    /** Whether nothing waits any more; then another thread may begin. */
    private boolean handleSome() {
        for (int i = 0; i < turn; i++) {
            T item = waiting.poll();
            if (item != null) {
                handler.accept(item);
            } else if (gaveUp()) {
                return true;
            }
        }
        return false;
    }

    /** False if something was added before this thread had given up, of which nobody else knows. */
    private boolean gaveUp() {
        running.set(false);
        return waiting.isEmpty() || !begins();
    }

    private void handOn() {
        try {
            executor.execute(task);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Shut down, or there is no thread to be had: what waits is handled even so, else nobody ever would.
            run();
        }
    }
}
