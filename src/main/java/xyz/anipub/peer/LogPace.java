package xyz.anipub.peer;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Throttles a log line that strangers can cause as often as they like to one a second, and counts the others. Its monitor
 * guards the count.
 */
public final class LogPace {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private long next;
    private long held;

    public LogPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        next = nanoTime.getAsLong();
    }

    /** How many lines were held back since the last one that passed, if this one may pass; else it is held back. */
    public synchronized OptionalLong pass() {
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            held++;
            return OptionalLong.empty();
        }
        next = now + PAUSE_NANOS;
        long since = held;
        held = 0;
        return OptionalLong.of(since);
    }
}
