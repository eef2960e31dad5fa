package xyz.anipub.engineio.relay;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import xyz.anipub.peer.Shares;
import xyz.anipub.peer.TokenBuckets;

/**
 * Counts, for each address, the requests and WebSockets that are carried to other nodes, and how often it named sessions that
 * nobody has. Thread-safe.
 */
final class Guests {

    private static final int ADDRESSES = 10_000;

    private final Shares open;
    private final TokenBuckets<String> unknown;
    private final AtomicLong exchanges = new AtomicLong();

    Guests(RelayConfig config, LongSupplier nanoTime) {
        open = new Shares(config.maxOpen(), config.maxOpenPerAddress());
        unknown = new TokenBuckets<>(config.unknown(), ADDRESSES, nanoTime);
    }

    /** Whether it may ask for sessions of other nodes at all. */
    boolean mayAsk(String address) {
        return unknown.has(address);
    }

    Guest of(String address) {
        return new Guest(address);
    }

    /** One client. */
    final class Guest {

        private final String address;

        private Guest(String address) {
            this.address = address;
        }

        /** False if too much is open; else {@link #leave} has to follow. */
        boolean enter() {
            return open.take(address);
        }

        /** @param wasKnown whether the session was there */
        void leave(boolean wasKnown) {
            open.giveBack(address);
            if (!wasKnown) {
                unknown.spend(address, 1);
            }
        }

        /** A number that no other exchange of this node has. */
        long newExchange() {
            return exchanges.incrementAndGet();
        }
    }
}
