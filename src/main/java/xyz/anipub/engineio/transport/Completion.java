package xyz.anipub.engineio.transport;

import jakarta.servlet.AsyncContext;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Completes an asynchronous request once, not too early, and not when it is over.
 *
 * <p>When Payara is told to complete a request while the thread that suspended it is still on its way out of the
 * container, it can skip the end of that request, and CDI's request context stays on the thread (Weld warns of it:
 * WELD-000714). So a request that another thread completes reaches a minimal age first. Its answer is flushed before:
 * the client, who counts its bytes, does not wait for that.
 *
 * <p>Containers use their request objects again: whoever touches one that is over may meet a stranger's. So what is not
 * called by the container for this request touches it in {@link #touch} only, and the listener of the request tells when
 * it {@link #end}s.
 */
final class Completion {

    static final long MINIMAL_AGE_MILLIS = 20;

    /** A touch takes microseconds. The bound is for containers that hold a lock of theirs while they tell of an end. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final AsyncContext context;
    private final ScheduledExecutorService timers;
    private final LongSupplier nanoTime;
    private final Thread suspender = Thread.currentThread();
    private final long suspended;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final ReentrantLock touching = new ReentrantLock();
    private volatile boolean inService = true;
    private volatile boolean over;

    /** To be made by the thread that serves the request. */
    Completion(AsyncContext context, ScheduledExecutorService timers) {
        this(context, timers, System::nanoTime);
    }

    Completion(AsyncContext context, ScheduledExecutorService timers, LongSupplier nanoTime) {
        this.context = context;
        this.timers = timers;
        this.nanoTime = nanoTime;
        suspended = nanoTime.getAsLong();
    }

    /** What is done with a request, its response or its context; short, and without waiting for anybody. */
    @FunctionalInterface
    interface Touch<X extends Exception> {

        void run() throws X;
    }

    /** The thread that suspended the request is about to leave the servlet. */
    void leaveService() {
        inService = false;
    }

    /** Runs {@code step}, and keeps the request from ending meanwhile; false if the request is over. */
    <X extends Exception> boolean touch(Touch<X> step) throws X {
        if (over || !lock()) {
            return false;
        }
        try {
            if (over) {
                return false;
            }
            step.run();
            return true;
        } finally {
            touching.unlock();
        }
    }

    /** The container tells that the request is over, or will be when the listener returns. */
    void end() {
        claimed.set(true);
        boolean locked = lock();
        over = true;
        if (locked) {
            touching.unlock();
        }
    }

    /** Whether nothing of the request may be touched any more. */
    boolean isOver() {
        return over;
    }

    /** Claims the right to finish the answer and to call {@link #complete()}; false if somebody has it. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** Completes the request; to be called once, after {@link #claim()}. */
    void complete() {
        long age = age();
        if (inService && Thread.currentThread() == suspender || age >= MINIMAL_AGE_MILLIS) {
            completeNow();
        } else {
            timers.schedule(this::completeNow, MINIMAL_AGE_MILLIS - age, TimeUnit.MILLISECONDS);
        }
    }

    /** For a listener's {@code onError}: completes now what nobody has, or leaves it to the container; then it is over. */
    void fail() {
        // A young one is not waited for: when the listener returns, the container completes it.
        if (claim() && age() >= MINIMAL_AGE_MILLIS) {
            completeNow();
        }
        end();
    }

    private long age() {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - suspended);
    }

    private void completeNow() {
        try {
            touch(() -> {
                context.complete();
                over = true;
            });
        } catch (IllegalStateException e) {
            // The container has completed it after an error or a timeout: that is what was wanted.
            over = true;
        }
    }

    private boolean lock() {
        try {
            return touching.tryLock() || touching.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
