package xyz.anipub.socketio.connection;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import xyz.anipub.socketio.SocketTraffic;

/** Counts for {@link SocketTraffic}. Thread-safe, without a lock. */
public final class TrafficCounters implements SocketTraffic {

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

    public void countEvent() {
        events.increment();
    }

    public void countRefused() {
        refused.increment();
    }

    public void countDeliveries(long number) {
        deliveries.add(number);
    }

    public void answered(long nanos) {
        listener.accept(nanos);
    }
}
