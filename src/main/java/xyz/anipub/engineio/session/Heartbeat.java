package xyz.anipub.engineio.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One session's heartbeat: a ping, then a pong in time, or the session expires (protocol section 1.9); in revision 3
 * pings from the client, each within interval and timeout together (section 2.1).
 *
 * <p>Deadlines are instants of a nanosecond clock, counted from the instant at which the step before was due and not
 * from the one at which a timer came round to it; {@link #check} compares them whenever something arrives, so that no
 * late timer lets a dead session live. Only after a stop of the whole process the peer gets half the timeout anew.
 *
 * <p>The object's monitor guards all fields, of which {@code due} may be read without it; {@code ping} and {@code expire} are
 * called without it.
 */
public final class Heartbeat implements Runnable {

    private final long interval;
    private final long timeout;
    private final boolean asks;
    private final Timers timers;
    private final LongSupplier nanoTime;
    private final Runnable ping;
    private final Runnable expire;
    private @Nullable Future<?> timer;
    private boolean awaitingSign;
    private boolean running;
    private volatile long due;

    /** @param asks whether it is the server that pings */
    public Heartbeat(
            Duration interval,
            Duration timeout,
            boolean asks,
            Timers timers,
            LongSupplier nanoTime,
            Runnable ping,
            Runnable expire) {
        this.interval = interval.toNanos();
        this.timeout = timeout.toNanos();
        this.asks = asks;
        this.timers = timers;
        this.nanoTime = nanoTime;
        this.ping = ping;
        this.expire = expire;
    }

    /** Starts the first interval at {@code opened}, an instant of the clock that has just passed. */
    public synchronized void start(long opened) {
        running = true;
        begin(opened, nanoTime.getAsLong());
    }

    /** The client's sign of life came, asked for or not; or the transport was changed: a new interval starts. */
    public synchronized void restart() {
        if (running) {
            long now = nanoTime.getAsLong();
            begin(now, now);
        }
    }

    public synchronized void stop() {
        running = false;
        cancelTimer();
    }

    /** Does what is due now: pings, or declares the session expired. */
    public void check() {
        if (nanoTime.getAsLong() - due < 0) {
            return;
        }
        Runnable action;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (!running || now - due < 0) {
                return;
            }
            if (awaitingSign) {
                stop();
                action = expire;
            } else {
                await(true, now + Math.max(due + timeout - now, timeout / 2), now);
                action = ping;
            }
        }
        action.run();
    }

    /** For its timer. */
    @Override
    public void run() {
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (running && now - due < 0) {
                await(awaitingSign, due, now);
                return;
            }
        }
        check();
    }

    private void begin(long from, long now) {
        await(!asks, asks ? from + interval : from + interval + timeout, now);
    }

    private void await(boolean sign, long until, long now) {
        awaitingSign = sign;
        due = until;
        cancelTimer();
        timer = timers.schedule(this, until - now, TimeUnit.NANOSECONDS);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
