package xyz.anipub.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.engineio.transport.http.Completion;
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

    private final Completion completion;
    private final ServletInputStream in;
    private final String address;
    private final long announced;
    private final BodyLimits limits;
    private final Shares places;
    private final BodyWaits waits;
    private final long begun = System.nanoTime();
    private final AtomicBoolean arrived = new AtomicBoolean();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Future<?> deadline;
    private long size;
    private volatile boolean whole;

    private SlowBody(HttpServletRequest request, BodyLimits limits, Timers timers, Shares places, BodyWaits waits)
            throws IOException {
        this.waits = waits;
        this.limits = limits;
        this.places = places;
        address = request.getRemoteAddr();
        announced = request.getContentLengthLong();
        in = request.getInputStream();
        AsyncContext context = request.startAsync();
        // Not the container's timeout: that one would also count while the resource works.
        context.setTimeout(0);
        context.addListener(this);
        completion = new Completion(context, timers);
        request.setAttribute(ATTRIBUTE, this);
        waits.begin();
        deadline = timers.schedule(() -> proceed(false), limits.time().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Suspends the request. The place taken is given back when the request has been answered. */
    static void await(HttpServletRequest request, BodyLimits limits, Timers timers, Shares places, BodyWaits waits)
            throws IOException {
        SlowBody slow = new SlowBody(request, limits, timers, places, waits);
        slow.in.setReadListener(slow);
        slow.completion.leaveService();
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
        noMoreAwaited();
        if (ended.compareAndSet(false, true)) {
            deadline.cancel(false);
            places.giveBack(address);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!completion.isOver() && in.isReady()) {
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
        if (completion.claim()) {
            end();
            completion.complete();
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
        completion.end();
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void proceed(boolean allIsHere) {
        if (completion.claim()) {
            noMoreAwaited();
            whole = allIsHere;
            completion.dispatch();
        }
    }

    private void noMoreAwaited() {
        if (arrived.compareAndSet(false, true)) {
            waits.end(System.nanoTime() - begun);
        }
    }
}
