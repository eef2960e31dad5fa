package xyz.anipub.engineio.transport.http;

import jakarta.servlet.AsyncContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import xyz.anipub.engineio.session.Timers;

/**
 * Completes an asynchronous request once, or dispatches it, not too early, and not when it is over.
 *
 * <p>When Payara is told to complete or to dispatch a request while the thread that suspended it is still on its way out
 * of the container, it can skip the end of that request, and CDI's request context stays on the thread (Weld warns of
 * it: WELD-000714), or it can lose the dispatch. So while the suspending thread serves the request, that thread does
 * itself what others ask for, when it {@link #leaveService() leaves}. After that, others ask the container whether it is
 * back there: by the specification an {@link AsyncContext#setTimeout} is refused from then on. As long as it is not, which
 * takes microseconds or the time until a busy machine lets that thread run, they ask again each millisecond.
 *
 * <p>Containers use their request objects again: whoever touches one that is over may meet a stranger's. So what is not
 * called by the container for this request touches it in {@link #touch} only, and the listener of the request tells when
 * it {@link #end}s. Completing and dispatching are the container's own business and done without the lock, so that a
 * container may hold a lock of its own while it tells of an end.
 */
public final class Completion {

    private static final long RECHECK_MILLIS = 1;

    /** A touch takes microseconds. The bound is for containers that hold a lock of theirs while they tell of an end. */
    private static final long PATIENCE_MILLIS = 1_000;

    /** In place of a step: the suspending thread has left. */
    private static final Runnable LEFT = () -> {};

    private final AsyncContext context;
    private final Timers timers;
    private final Thread suspender = Thread.currentThread();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final AtomicReference<Runnable> leaving = new AtomicReference<>();
    private final ReentrantLock touching = new ReentrantLock();
    private volatile boolean over;

    /**
     * To be made by the thread that serves the request, which has to {@link #leaveService} before it returns.
     *
     * @param timers asks again whether that thread is back in the container
     */
    public Completion(AsyncContext context, Timers timers) {
        this.context = context;
        this.timers = timers;
    }

    /** What is done with a request, its response or its context; short, and without waiting for anybody. */
    @FunctionalInterface
    public interface Touch<X extends Exception> {

        void run() throws X;
    }

    /** The thread that suspended the request is about to leave the servlet, or the filter. */
    public void leaveService() {
        Runnable step = leaving.getAndSet(LEFT);
        if (step != null) {
            step.run();
        }
    }

    /** Runs {@code step}, and keeps the request from ending meanwhile; false if the request is over. */
    public <X extends Exception> boolean touch(Touch<X> step) throws X {
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
    public void end() {
        claimed.set(true);
        boolean locked = lock();
        over = true;
        if (locked) {
            touching.unlock();
        }
    }

    /** Whether nothing of the request may be touched any more. */
    public boolean isOver() {
        return over;
    }

    /** Claims the right to finish the answer and to call {@link #complete()} or {@link #dispatch()}; false if somebody has it. */
    public boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** Completes the request; to be called once, after {@link #claim()}. */
    public void complete() {
        proceed(context::complete);
    }

    /** Has the container serve the request once more; to be called once, after {@link #claim()}. */
    public void dispatch() {
        proceed(context::dispatch);
    }

    /** For a listener's {@code onError}: completes now what nobody has, or leaves it to the container; then it is over. */
    public void fail() {
        // What is young is not waited for: when the listener returns, the container completes it.
        if (claim() && leaving.get() == LEFT && isReturned()) {
            last(context::complete);
        }
        end();
    }

    private void proceed(Runnable step) {
        if (leaving.get() == null && Thread.currentThread() == suspender) {
            last(step);
        } else if (!leaving.compareAndSet(null, () -> last(step))) {
            onceReturned(step);
        }
    }

    /** Waits for nobody. */
    private void onceReturned(Runnable step) {
        if (isReturned() && touching.tryLock()) {
            run(step, seal());
        } else if (!over) {
            timers.schedule(() -> onceReturned(step), RECHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the thread that suspended the request is back in the container, and out of the application. */
    private boolean isReturned() {
        try {
            context.setTimeout(context.getTimeout());
            return false;
        } catch (IllegalStateException returned) {
            return true;
        }
    }

    private void last(Runnable step) {
        if (lock()) {
            run(step, seal());
        }
    }

    /** Ends all touching, and releases the lock; false if that had been done. */
    private boolean seal() {
        boolean first = !over;
        over = true;
        touching.unlock();
        return first;
    }

    private static void run(Runnable step, boolean due) {
        try {
            if (due) {
                step.run();
            }
        } catch (IllegalStateException e) {
            // The container has completed it after an error or a timeout: that is what was wanted.
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
