package xyz.anipub.socketio.adapter.redis;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.redis.connection.RedisClients;

/**
 * Tells an entry that is in a stream twice: what was under way when Redis went away is added again, and perhaps was added before.
 * Each entry of ours has a number in a field that Node passes over; a sender's numbers grow. Entries without one are new.
 *
 * <p>{@link #number} is for the one thread that sends, all else for the one that reads.
 */
final class Repeats {

    /** What an entry is, seen by who reads. */
    enum Finding {
        NEW,
        REPEAT,
        /** Further behind than numbers are kept: it cannot be told whether it was there before. */
        TOO_OLD
    }

    private static final String FIELD = "no";
    private static final int MAX_SENDERS = 1_000;
    private static final int LONGEST_NAME = 256;

    /** Whatever may wait: 128 kB for each sender. */
    private static final int LARGEST_WINDOW = 1 << 20;

    private final int window;
    private long last;
    private final Map<String, Window> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MAX_SENDERS;
        }
    };

    /**
     * @param maxWaiting how many messages of a node wait for Redis at most, which is how far an entry may be overtaken: twice as many
     *     numbers are kept of each sender
     */
    Repeats(int maxWaiting) {
        this.window = (int) Math.min(2L * maxWaiting, LARGEST_WINDOW);
    }

    /** Gives an entry of this node its number; in the order of sending. */
    void number(Map<String, byte[]> entry) {
        entry.put(FIELD, Long.toString(++last).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it was there before. */
    Finding find(Map<String, byte[]> entry) {
        Optional<Long> number = number(entry.get(FIELD));
        byte[] sender = entry.get("uid");
        if (number.isEmpty() || sender == null || sender.length > LONGEST_NAME) {
            return Finding.NEW;
        }
        return seen.computeIfAbsent(RedisClients.text(sender), name -> new Window(window))
                .add(number.get());
    }

    /** The last numbers of a sender, in whatever order they came. */
    private static final class Window {

        private final int size;
        private final BitSet numbers = new BitSet();
        private long highest;

        Window(int size) {
            this.size = size;
        }

        Finding add(long number) {
            if (number > highest) {
                // What leaves the window makes room for what comes in.
                for (long gap = Math.min(number - highest, size); gap > 0; gap--) {
                    numbers.clear(Math.floorMod(number - gap + 1, size));
                }
                highest = number;
            } else if (number <= highest - size) {
                return Finding.TOO_OLD;
            } else if (numbers.get(Math.floorMod(number, size))) {
                return Finding.REPEAT;
            }
            numbers.set(Math.floorMod(number, size));
            return Finding.NEW;
        }
    }

    private static Optional<Long> number(byte @Nullable [] digits) {
        try {
            return digits == null ? Optional.empty() : Optional.of(Long.parseLong(RedisClients.text(digits)));
        } catch (NumberFormatException e) {
            // Somebody else's field.
            return Optional.empty();
        }
    }
}
