package xyz.anipub.web;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.trace.Durations;

/** What is known of the bodies that were not there together with their headers, for whoever looks now and then. Thread-safe. */
@SingletonBean
public class BodyWaits {

    private final Durations waits = new Durations();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    /** How long they took to come, or until their time was over. */
    public Durations waits() {
        return waits;
    }

    /** How many are on their way. */
    public int waiting() {
        return waiting.get();
    }

    /** How many were refused, as too many were on their way, of all or of one address. */
    public long refused() {
        return refused.sum();
    }

    void begin() {
        waiting.incrementAndGet();
    }

    /** Once for each that has begun. */
    void end(long nanos) {
        waiting.decrementAndGet();
        waits.count(nanos);
    }

    void refuse() {
        refused.increment();
    }
}
