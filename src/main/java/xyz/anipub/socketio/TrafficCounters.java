package xyz.anipub.socketio;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** Counts for {@link SocketTraffic}. Thread-safe, without a lock. */
final class TrafficCounters implements SocketTraffic {

    private final LongAdder events = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private volatile LongConsumer listener = nanos -> {};

    @Override
    public long events() {
        return events.sum();
    }

    @Override
    public long refused() {
        return refused.sum();
    }

    @Override
    public long failed() {
        return failed.sum();
    }

    @Override
    public void countFailed() {
        failed.increment();
    }

    @Override
    public long deliveries() {
        return deliveries.sum();
    }

    @Override
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
