package xyz.anipub.boot;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import xyz.anipub.peer.Shares;
import xyz.anipub.problem.BodyLimits;

/**
 * The body of a suspended request, gathered as it comes. When it is whole, or its time is over, the request is dispatched
 * once more with this as its attribute. The container calls from one thread at a time; the timer from another, and who
 * is first decides. A request that is over is not touched: containers use their request objects again.
 */
final class SlowBody implements ReadListener, AsyncListener {

    static final String ATTRIBUTE = SlowBody.class.getName();

    private static final int CHUNK = 8_192;

    /** A body that is too long is read on up to so many times its limit, so that the client can read the answer. */
    private static final int PATIENCE = 4;

    /** Containers stumble over a request that goes on while the thread that suspended it is still on its way out. */
    private static final long MINIMAL_AGE_MILLIS = 20;

    /** A step takes microseconds. The bound is for containers that hold a lock of theirs while they tell of an end. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final AsyncContext context;
    private final ServletInputStream in;
    private final String address;
    private final long announced;
    private final BodyLimits limits;
    private final ScheduledExecutorService timers;
    private final Shares places;
    private final long suspended = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean decided = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock touching = new ReentrantLock();
    private final ScheduledFuture<?> deadline;
    private long size;
    private volatile boolean whole;
    private volatile boolean over;

    private SlowBody(HttpServletRequest request, BodyLimits limits, ScheduledExecutorService timers, Shares places)
            throws IOException {
        this.limits = limits;
        this.timers = timers;
        this.places = places;
        address = request.getRemoteAddr();
        announced = request.getContentLengthLong();
        in = request.getInputStream();
        context = request.startAsync();
        // Not the container's timeout: that one would also count while the resource works.
        context.setTimeout(0);
        context.addListener(this);
        request.setAttribute(ATTRIBUTE, this);
        deadline = timers.schedule(() -> proceed(false), limits.time().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Suspends the request. The place taken is given back when the request has been answered. */
    static void await(HttpServletRequest request, BodyLimits limits, ScheduledExecutorService timers, Shares places)
            throws IOException {
        SlowBody slow = new SlowBody(request, limits, timers, places);
        slow.in.setReadListener(slow);
    }

    /** Whether the body came in time. */
    boolean isWhole() {
        return whole;
    }

    /** Whether it was longer than is read. */
    boolean isCut() {
        return size > limits.bytes();
    }

    /** The body, or its beginning with one byte more than may be. Once it {@link #isWhole()}. */
    byte[] bytes() {
        return body.toByteArray();
    }

    /** Gives the place back. May be called repeatedly. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            deadline.cancel(false);
            places.giveBack(address);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!over && !decided.get() && in.isReady()) {
            int length = in.read(chunk);
            if (length < 0) {
                return;
            }
            size += length;
            body.write(chunk, 0, Math.min(length, limits.bytes() + 1 - body.size()));
            if (size == announced || size > (long) PATIENCE * limits.bytes()) {
                proceed(true);
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        proceed(true);
    }

    @Override
    public void onError(Throwable broken) {
        if (decided.compareAndSet(false, true)) {
            end();
            onceOldEnough(context::complete);
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        // Left to the container, which completes the request when this returns.
        onComplete(event);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        decided.set(true);
        boolean locked = lock();
        over = true;
        if (locked) {
            touching.unlock();
        }
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void proceed(boolean allIsHere) {
        if (decided.compareAndSet(false, true)) {
            whole = allIsHere;
            onceOldEnough(context::dispatch);
        }
    }

    private void onceOldEnough(Runnable step) {
        long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - suspended);
        if (age >= MINIMAL_AGE_MILLIS) {
            attempt(step);
        } else {
            timers.schedule(() -> attempt(step), MINIMAL_AGE_MILLIS - age, TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(Runnable step) {
        if (over || !lock()) {
            return;
        }
        try {
            if (!over) {
                step.run();
            }
        } catch (IllegalStateException gone) {
            // The container has ended the request after an error: nobody is left to answer.
            end();
        } finally {
            touching.unlock();
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
