package xyz.anipub.queue;

import java.util.concurrent.TimeUnit;

/**
 * How long to wait between two batches, where a batch costs nearly the same whatever is in it: meanwhile more gathers for the next one
 * (decision record 31). Without load nobody waits, as the rest is over before anything comes.
 */
public final class Rest {

    /** The longest, in ns: a batch may have been long because its thread had no processor. */
    public static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Rest() {}

    /** The rest after a batch, half as long as that took; both in ns. */
    public static long after(long took) {
        return Math.min(took / 2, MAX_NANOS);
    }
}
