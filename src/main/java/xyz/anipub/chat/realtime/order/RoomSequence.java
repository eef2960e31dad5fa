package xyz.anipub.chat.realtime.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reorder buffer of one room: what this node has delivered to its sockets, and what waits for a message before it. Each
 * {@code seq} is given to one deliverer, once, in ascending order. Until it has {@linkplain #begin begun} everything waits.
 *
 * <p>Its monitor guards all of it; nothing foreign is called under it. At most {@value #MAX_HELD} messages that came wait, and one
 * page of the store's; of more only the highest number is known, and they have to be read from the store.
 */
final class RoomSequence {

    static final int MAX_HELD = 200;

    /** Longer than a database that changes its primary answers with what was. */
    static final Duration LAG = Duration.ofSeconds(15);

    private final TreeMap<Long, Held> held = new TreeMap<>();

    /** Of messages that may be in the page that is being read, as they were. */
    private final Set<Long> changed = new HashSet<>();

    private @Nullable Ahead ahead;

    private boolean begun;

    /** The lowest seq that no deliverer was given. */
    private long next;

    /** The highest seq that is known to be stored, or said to be. */
    private long last;

    private boolean delivering;
    private boolean filling;
    private boolean unused;

    /**
     * A message that waits.
     *
     * @param unannounced whether nobody has announced it yet: it goes as soon as something behind it does
     * @param read whether it was read from the store: then other nodes may not have got it
     */
    record Held(Object payload, boolean unannounced, boolean read) {}

    /** What the store had not when it was asked first. */
    private record Ahead(long delivered, long since) {}

    /**
     * What has to be read from the store.
     *
     * @param from the first that is missing
     * @param to the last that is known of
     */
    record Gap(long from, long to) {}

    synchronized boolean hasBegun() {
        return begun;
    }

    /** The first call says up to where nobody on this node needs to get anything. */
    synchronized void begin(long delivered) {
        if (!begun) {
            begun = true;
            goOnBehind(delivered);
        }
    }

    /**
     * The store has less than was delivered. It is believed, and the sequence begins anew, once it has said so for {@link #LAG}, as
     * what answers may be behind.
     *
     * @param now by a clock in nanoseconds
     * @return whether it is settled: true also if more has been delivered since that was read
     */
    synchronized boolean isSetBack(long delivered, long stored, long now) {
        if (next != delivered + 1 || delivering) {
            return true;
        }
        if (ahead == null || ahead.delivered() != delivered) {
            ahead = new Ahead(delivered, now);
        }
        boolean believed = now - ahead.since() >= LAG.toNanos();
        if (believed) {
            last = stored;
            held.clear();
            goOnBehind(stored);
        }
        return believed;
    }

    private void goOnBehind(long delivered) {
        next = delivered + 1;
        last = Math.max(last, delivered);
        held.headMap(next).clear();
    }

    /**
     * Begins to deliver consecutive messages, if they come in order while nothing else waits or is delivered.
     *
     * @return whether the caller has to deliver them now, and to call {@link #endDelivering} then
     */
    synchronized boolean beginDelivering(long first, int count) {
        boolean inOrder = begun && first == next && !delivering && held.isEmpty();
        if (inOrder) {
            delivering = true;
            next += count;
            last = Math.max(last, next - 1);
        }
        return inOrder;
    }

    /** A message was announced, in whatever order and however often. */
    synchronized void arrived(long seq, Object payload) {
        stored(seq);
        hold(seq, new Held(payload, false, false));
    }

    /** A message is stored that will be announced later: it need not be waited for. */
    synchronized void unannounced(long seq, Object payload) {
        if (!held.containsKey(seq)) {
            hold(seq, new Held(payload, true, false));
        }
    }

    private void hold(long seq, Held message) {
        if ((!begun || seq >= next) && (held.size() < MAX_HELD || seq == next || held.containsKey(seq))) {
            held.put(seq, message);
        }
    }

    /** A message is stored, whether it has come or not. */
    synchronized void stored(long seq) {
        last = Math.max(last, seq);
    }

    /** A message has changed: what waits, or is being read, is not what it was, and has to be read again. */
    synchronized void changed(long seq) {
        held.remove(seq);
        if (filling && seq >= next) {
            changed.add(seq);
        }
    }

    /**
     * Takes the messages that are next, for the caller to deliver, and to call {@link #endDelivering} then.
     *
     * @return empty if there is none, or somebody delivers already, who has to ask again
     */
    synchronized List<Held> take() {
        List<Held> run = new ArrayList<>();
        if (begun && !delivering) {
            while (next <= last && held.containsKey(next)) {
                run.add(held.remove(next));
                next++;
            }
            delivering = !run.isEmpty();
        }
        return run;
    }

    synchronized void endDelivering() {
        delivering = false;
    }

    /** Whether a message has been delivered, or need not be. */
    synchronized boolean hasDelivered(long seq) {
        return begun && seq < next && !delivering;
    }

    /** The highest seq that was given to a deliverer, or need not be. */
    synchronized long delivered() {
        return next - 1;
    }

    /** What is missing; empty if nothing is. */
    synchronized Optional<Gap> gap() {
        return isBehind() ? Optional.of(new Gap(next, last)) : Optional.empty();
    }

    /** The same, for whoever reads it now: what {@linkplain #changed changes} from now on is read too early. */
    synchronized Optional<Gap> beginReading() {
        changed.clear();
        return gap();
    }

    private boolean isBehind() {
        return begun && last >= next;
    }

    /** @return whether something is missing that nobody sees to yet: the caller does from now on */
    synchronized boolean beginFilling() {
        boolean begins = !filling && !delivering && isBehind();
        filling |= begins;
        return begins;
    }

    synchronized void endFilling() {
        filling = false;
        changed.clear();
    }

    /**
     * What the store has of a gap.
     *
     * @param page by seq, from the gap's first on
     * @param whole whether the store had nothing behind these
     * @return whether something that was announced is not there
     */
    synchronized boolean read(Gap gap, SortedMap<Long, Object> page, boolean whole) {
        for (Map.Entry<Long, Object> message : page.entrySet()) {
            if (message.getKey() >= next && !changed.contains(message.getKey())) {
                held.put(message.getKey(), new Held(message.getValue(), false, true));
            }
        }
        changed.clear();
        if (!page.isEmpty() && next == gap.from()) {
            // There are no holes in the store, but those that somebody makes by hand.
            goOnBehind(page.firstKey() - 1);
        }
        long found = Math.max(next - 1, page.isEmpty() ? 0 : page.lastKey());
        boolean isLess = whole && last == gap.to() && found < last;
        if (isLess) {
            // What is announced and not stored is no message.
            last = found;
            held.tailMap(last, false).clear();
        }
        return isLess;
    }

    /** A gap cannot be read, and never will be: goes on with what came behind it. */
    synchronized void skip(Gap gap) {
        if (next == gap.from()) {
            goOnBehind(held.isEmpty() ? gap.to() : Math.min(gap.to(), held.firstKey() - 1));
        }
    }

    /** Somebody listens, or is about to. */
    synchronized void use() {
        unused = false;
    }

    /** @return whether nobody has listened this time and the time before, nor begun to in between */
    synchronized boolean isUnused(boolean listened) {
        boolean before = unused;
        unused = !listened;
        return before && unused && !filling;
    }
}
