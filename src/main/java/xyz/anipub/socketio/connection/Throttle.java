package xyz.anipub.socketio.connection;

import java.util.function.LongSupplier;
import xyz.anipub.peer.TokenBucket;
import xyz.anipub.socketio.config.ConnectionRates;

/** Measures how fast one connection sends, and how far it goes on after it has been refused. Thread-safe. */
public final class Throttle {

    private final TokenBucket events;
    private final TokenBucket joins;
    private final TokenBucket refusals;

    public Throttle(ConnectionRates rates, LongSupplier nanoTime) {
        events = new TokenBucket(rates.events(), nanoTime);
        joins = new TokenBucket(rates.joins(), nanoTime);
        refusals = new TokenBucket(rates.refusals(), nanoTime);
    }

    public boolean admitsEvent() {
        return events.take();
    }

    public boolean admitsJoin() {
        return joins.take();
    }

    /** Something was refused; false if that was once too often. */
    public boolean forgives() {
        return refusals.take();
    }
}
