package xyz.anipub.socketio;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * What has gone through the sockets of a namespace on this node since it was made, for whoever looks now and then. Thread-safe; each
 * number is as of about now, and only grows.
 */
public final class SocketTraffic {

    private final LongAdder events = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private volatile LongConsumer listener = nanos -> {};

    SocketTraffic() {}

    /** Events that clients have sent and that were let through to handlers, acks not counted. */
    public long events() {
        return events.sum();
    }

    /** Events that came too fast and were not handled. */
    public long refused() {
        return refused.sum();
    }

    /** Events from clients whose handlers failed by what nobody expected: bugs. */
    public long failed() {
        return failed.sum();
    }

    /** An application has found that an event failed by a bug, after its handler had returned. */
    public void countFailed() {
        failed.increment();
    }

    /** Events for clients: one that goes to several sockets counts for each. Volatile ones count even if they are dropped. */
    public long deliveries() {
        return deliveries.sum();
    }

    /**
     * Sets who hears, in place of an earlier one, how long each ack took that a client had asked for: from when its event was handed to
     * handlers until the answer was queued, in nanoseconds. On the thread that answers: it must be quick and must not throw.
     */
    public void onAnswer(LongConsumer hearing) {
        listener = hearing;
    }

    void countEvent() {
        events.increment();
    }

    void countRefused() {
        refused.increment();
    }

    void countDeliveries(long number) {
        deliveries.add(number);
    }

    void answered(long nanos) {
        listener.accept(nanos);
    }
}
