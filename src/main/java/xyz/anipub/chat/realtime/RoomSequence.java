package xyz.anipub.chat.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of one room this node has delivered to its sockets, and what waits for a message before it. Each {@code seq} is given to
 * one deliverer, once, in ascending order.
 *
 * <p>Its monitor guards all of it; nothing foreign is called under it. At most {@value #MAX_HELD} messages wait; of more only the
 * highest number is known, and they have to be read from the store.
 */
final class RoomSequence {

    static final int MAX_HELD = 200;

    private final TreeMap<Long, Object> held = new TreeMap<>();

    /** The lowest seq that no deliverer was given. */
    private long next;

    /** The highest seq that is known to be stored, or said to be. */
    private long last;

    private boolean delivering;
    private boolean filling;
    private boolean unused;

    /** @param last the highest seq that nobody on this node needs to get live */
    RoomSequence(long last) {
        this.last = last;
        this.next = last + 1;
    }

    /**
     * What has to be read from the store.
     *
     * @param from the first that is missing
     * @param to the last that is known of
     */
    record Gap(long from, long to) {}

    /**
     * Begins to deliver consecutive messages, if they come in order while nothing else is delivered.
     *
     * @return whether the caller has to deliver them now, and to call {@link #endDelivering} then
     */
    synchronized boolean begin(long first, int count) {
        boolean inOrder = first == next && !delivering && held.isEmpty();
        if (inOrder) {
            delivering = true;
            next += count;
            last = Math.max(last, next - 1);
        }
        return inOrder;
    }

    /** A message has come, in whatever order and however often. */
    synchronized void arrived(long seq, Object payload) {
        stored(seq);
        if (seq >= next && (held.size() < MAX_HELD || seq == next)) {
            held.put(seq, payload);
        }
    }

    /** A message is stored, whether it has come or not. */
    synchronized void stored(long seq) {
        last = Math.max(last, seq);
    }

    /** A message has changed: if it waits, it is not what it was, and has to be read again. */
    synchronized void changed(long seq) {
        held.remove(seq);
    }

    /**
     * Takes the messages that are next, for the caller to deliver, and to call {@link #endDelivering} then.
     *
     * @return empty if there is none, or somebody delivers already, who has to ask again
     */
    synchronized List<Object> take() {
        List<Object> run = new ArrayList<>();
        if (!delivering) {
            for (Object payload = held.remove(next); payload != null; payload = held.remove(next)) {
                run.add(payload);
                next++;
            }
            delivering = !run.isEmpty();
        }
        return run;
    }

    synchronized void endDelivering() {
        delivering = false;
    }

    /** The highest seq that was given to a deliverer, or need not be. */
    synchronized long delivered() {
        return next - 1;
    }

    /** What is missing; empty if nothing is. */
    synchronized Optional<Gap> gap() {
        return last >= next ? Optional.of(new Gap(next, last)) : Optional.empty();
    }

    /** @return whether something is missing that nobody sees to yet: the caller does from now on */
    synchronized boolean beginsFilling() {
        boolean begins = !filling && last >= next;
        filling |= begins;
        return begins;
    }

    synchronized void endFilling() {
        filling = false;
    }

    /**
     * What the store has of a gap.
     *
     * @param page by seq, from the gap's first on
     * @param whole whether the store had nothing behind these
     */
    synchronized void read(Gap gap, SortedMap<Long, Object> page, boolean whole) {
        page.forEach((seq, payload) -> {
            if (seq >= next) {
                held.put(seq, payload);
            }
        });
        if (!page.isEmpty() && next == gap.from()) {
            // There are no holes in the store, but those that somebody makes by hand.
            next = page.firstKey();
        }
        if (whole && last == gap.to()) {
            // What is announced and not stored is no message.
            last = Math.max(next - 1, page.isEmpty() ? 0 : page.lastKey());
            held.tailMap(last, false).clear();
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
        return before && unused;
    }
}
