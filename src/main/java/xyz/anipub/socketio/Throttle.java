package xyz.anipub.socketio;

import java.util.function.LongSupplier;
import xyz.anipub.peer.TokenBucket;

/** Measures how fast one connection sends, and how far it goes on after it has been refused. Thread-safe. */
final class Throttle {

    private final TokenBucket events;
    private final TokenBucket joins;
    private final TokenBucket refusals;

    Throttle(ConnectionRates rates, LongSupplier nanoTime) {
        events = new TokenBucket(rates.events(), nanoTime);
        joins = new TokenBucket(rates.joins(), nanoTime);
        refusals = new TokenBucket(rates.refusals(), nanoTime);
    }

    boolean admitsEvent() {
        return events.take();
    }

    boolean admitsJoin() {
        return joins.take();
    }

    /** Something was refused; false if that was once too often. */
    boolean forgives() {
        return refusals.take();
    }
}
