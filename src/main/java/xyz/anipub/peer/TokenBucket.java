package xyz.anipub.peer;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.LongSupplier;

/**
 * Counts what happens against a {@link Rate}. Instead of tokens it keeps the one moment at which the bucket would be full
 * again: taking a token puts that off by the time that a token takes to drip in. So there is no timer and nothing is
 * allocated.
 *
 * <p>Thread-safe without a lock. The libraries that do this bring schedulers, caches or clusters along.
 */
public final class TokenBucket {

    /** Each connection has three buckets: an object less in each. */
    private static final AtomicLongFieldUpdater<TokenBucket> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(TokenBucket.class, "fullAt");

    private final Rate rate;
    private final LongSupplier nanoTime;
    private volatile long fullAt;

    /** A full one. */
    public TokenBucket(Rate rate) {
        this(rate, System::nanoTime);
    }

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public TokenBucket(Rate rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.fullAt = nanoTime.getAsLong();
    }

    /** Takes a token if there is one. */
    public boolean take() {
        return takeOrWait() == 0;
    }

    /** Whether there is a token. */
    public boolean has() {
        return fullAt - nanoTime.getAsLong() <= (rate.burst() - 1) * rate.intervalNanos();
    }

    /** 0 if a token was taken; else how many nanoseconds remain until there is one, and nothing is taken. */
    public long takeOrWait() {
        long capacity = rate.burst() * rate.intervalNanos();
        while (true) {
            long seen = fullAt;
            long now = nanoTime.getAsLong();
            long next = (seen - now > 0 ? seen : now) + rate.intervalNanos();
            long missing = next - now - capacity;
            if (missing > 0) {
                return missing;
            }
            if (FULL_AT.compareAndSet(this, seen, next)) {
                return 0;
            }
        }
    }

    /**
     * Takes so many tokens, whether they are there or not: those that were not have to drip in before the next is there. More than
     * a whole bucket is never owed, however often and late it is called.
     */
    public void spend(int tokens) {
        FULL_AT.accumulateAndGet(this, tokens * rate.intervalNanos(), (seen, spent) -> {
            long now = nanoTime.getAsLong();
            long owed = Math.min((seen - now > 0 ? seen - now : 0) + spent, 2 * rate.burst() * rate.intervalNanos());
            return now + owed;
        });
    }

    /** Gives back a token that was taken, once for each. */
    public void giveBack() {
        FULL_AT.addAndGet(this, -rate.intervalNanos());
    }

    /** Whether it holds all it can, as a new one does. */
    public boolean isFull() {
        return fullAt - nanoTime.getAsLong() <= 0;
    }
}
