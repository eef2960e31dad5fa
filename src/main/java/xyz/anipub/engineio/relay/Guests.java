package xyz.anipub.engineio.relay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import xyz.anipub.peer.IpAddress;
import xyz.anipub.peer.Shares;
import xyz.anipub.peer.TokenBuckets;

/**
 * Counts, for each address, the requests and WebSockets that are carried to other nodes, the memory of their bodies, and how often it
 * named sessions that nobody has. Who is behind an address that has spent all that keeps the sessions that are known to be
 * there. A client whose address the container does not tell counts among all only. Thread-safe.
 */
final class Guests {

    private static final int ADDRESSES = 10_000;

    /** The unit, in bytes, in which memory for bodies is counted. */
    private static final int BLOCK = 8_192;

    /** One address may hold this fraction (1/n) of the memory for bodies. */
    private static final int PARTS = 4;

    private final Places open;
    private final Places blocks;
    private final TokenBuckets<String> unknown;
    private final Set<String> known;
    private final AtomicLong exchanges = new AtomicLong();

    Guests(RelayConfig config, LongSupplier nanoTime) {
        open = new Places(config.maxOpen(), config.maxOpenPerAddress());
        // Whoever may have the longest body at all can have one.
        int longest = 1 + config.maxMessage() / BLOCK;
        int all = (int) Math.max(longest, Math.min(Integer.MAX_VALUE, config.maxBytes() / BLOCK));
        blocks = new Places(all, Math.max(longest, all / PARTS));
        unknown = new TokenBuckets<>(config.unknown(), ADDRESSES, nanoTime);
        known = newestOf(config.maxOpen());
    }

    private static Set<String> newestOf(int size) {
        return Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > size;
            }
        }));
    }

    /** Whether a session of another node has turned out to be there, for this client, or not. */
    enum Outcome {
        KNOWN,
        UNKNOWN,
        UNCERTAIN
    }

    /** Places of which each address has a part. */
    private static final class Places {

        private final Semaphore all;
        private final Shares each;

        Places(int all, int perAddress) {
            this.all = new Semaphore(all);
            this.each = new Shares(all, perAddress);
        }

        boolean take(String address) {
            if (!all.tryAcquire()) {
                return false;
            }
            boolean taken = address.isEmpty() || each.take(address);
            if (!taken) {
                all.release();
            }
            return taken;
        }

        void giveBack(String address) {
            if (!address.isEmpty()) {
                each.giveBack(address);
            }
            all.release();
        }
    }

    /** Whether this client may ask for this session of another node now. */
    boolean mayAsk(String sid, String address) {
        String group = IpAddress.group(address);
        return group.isEmpty() || known.contains(sid) || unknown.has(group);
    }

    /** A request without a body, or a WebSocket; empty if too much is open. An unknown session is charged when that shows. */
    Optional<Visit> enter(String sid, String address) {
        return enter(sid, IpAddress.group(address), false);
    }

    /** A request with a body, that may be long on its way: charged at once, and paid back if the session is there. */
    Optional<Visit> enterWithBody(String sid, String address) {
        String group = IpAddress.group(address);
        boolean isCharged = !group.isEmpty() && !known.contains(sid);
        if (isCharged && unknown.takeOrWait(group) > 0) {
            return Optional.empty();
        }
        return enter(sid, group, isCharged);
    }

    private Optional<Visit> enter(String sid, String group, boolean isCharged) {
        if (open.take(group)) {
            return Optional.of(new Visit(sid, group, isCharged));
        }
        if (isCharged) {
            unknown.giveBack(group);
        }
        return Optional.empty();
    }

    /** A number that no other exchange of this node has. */
    long newExchange() {
        return exchanges.incrementAndGet();
    }

    /** One request or WebSocket, until it {@link #leave leaves}. */
    final class Visit {

        private final String sid;
        private final String group;
        private final boolean isCharged;
        private final AtomicBoolean left = new AtomicBoolean();
        /** Of the one that reads the body; it reads nothing after it has left. */
        private int held;

        private Visit(String sid, String group, boolean isCharged) {
            this.sid = sid;
            this.group = group;
            this.isCharged = isCharged;
        }

        /** Reserves memory for a body of this length so far, in bytes; false if there is none. */
        boolean hold(long bytes) {
            while ((long) held * BLOCK < bytes) {
                if (!blocks.take(group)) {
                    return false;
                }
                held++;
            }
            return true;
        }

        /** Once; later calls do nothing. */
        void leave(Outcome outcome) {
            if (!left.compareAndSet(false, true)) {
                return;
            }
            open.giveBack(group);
            for (; held > 0; held--) {
                blocks.giveBack(group);
            }
            if (outcome == Outcome.KNOWN) {
                known.add(sid);
            } else if (outcome == Outcome.UNKNOWN) {
                known.remove(sid);
            }
            if (outcome == Outcome.KNOWN && isCharged) {
                unknown.giveBack(group);
            } else if (outcome == Outcome.UNKNOWN && !isCharged && !group.isEmpty()) {
                unknown.spend(group, 1);
            }
        }
    }
}
