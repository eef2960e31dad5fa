package xyz.anipub.engineio.transport;

import jakarta.servlet.AsyncContext;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes an asynchronous request once, and not too early.
 *
 * <p>When Payara is told to complete a request while the thread that suspended it is still on its way out of the
 * container, it can skip the end of that request, and CDI's request context stays on the thread (Weld warns of it:
 * WELD-000714). So a request that another thread completes reaches a minimal age first. Its answer is flushed before:
 * the client, who counts its bytes, does not wait for that.
 */
final class Completion {

    private static final long MINIMAL_AGE_MILLIS = 20;

    private final AsyncContext context;
    private final ScheduledExecutorService timers;
    private final Thread suspender = Thread.currentThread();
    private final long suspended = System.nanoTime();
    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile boolean inService = true;

    /** To be made by the thread that serves the request. */
    Completion(AsyncContext context, ScheduledExecutorService timers) {
        this.context = context;
        this.timers = timers;
    }

    /** The thread that suspended the request is about to leave the servlet. */
    void leaveService() {
        inService = false;
    }

    /** Claims the right to finish the answer and to call {@link #complete()}; false if somebody has it. */
    boolean claim() {
        return completed.compareAndSet(false, true);
    }

    /** Completes the request; to be called once, after {@link #claim()}. */
    void complete() {
        long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - suspended);
        if (inService && Thread.currentThread() == suspender || age >= MINIMAL_AGE_MILLIS) {
            completeNow();
        } else {
            timers.schedule(this::completeNow, MINIMAL_AGE_MILLIS - age, TimeUnit.MILLISECONDS);
        }
    }

    private void completeNow() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The container has completed it after an error or a timeout: that is what was wanted.
            inService = false;
        }
    }
}
