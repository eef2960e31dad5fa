package xyz.anipub.socketio.adapter.redis;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells an entry that is in a stream twice: what was under way when Redis went away is added again, and perhaps was added before.
 * Each entry of ours has a number in a field that Node passes over; a sender's numbers grow. Entries without one are new.
 *
 * <p>{@link #number} is for the one thread that sends, all else for the one that reads.
 */
final class Repeats {

    private static final String FIELD = "no";
    private static final int MAX_SENDERS = 1_000;
    private static final int LONGEST_NAME = 256;

    private long last;
    private final Map<String, Window> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MAX_SENDERS;
        }
    };

    /** Gives an entry of this node its number; in the order of sending. */
    void number(Map<String, byte[]> entry) {
        entry.put(FIELD, Long.toString(++last).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it was there before; so is taken what is older than a window of the sender's last numbers. */
    boolean isRepeat(Map<String, byte[]> entry) {
        Optional<Long> number = number(entry.get(FIELD));
        byte[] sender = entry.get("uid");
        if (number.isEmpty() || sender == null || sender.length > LONGEST_NAME) {
            return false;
        }
        return !seen.computeIfAbsent(RedisClients.text(sender), name -> new Window())
                .add(number.get());
    }

    /** The last numbers of a sender, in whatever order they came. */
    private static final class Window {

        private static final int SIZE = 1_024;

        private final BitSet numbers = new BitSet(SIZE);
        private long highest;

        /** False if it is there, or too old to say. */
        boolean add(long number) {
            if (number > highest) {
                // What leaves the window makes room for what comes in.
                for (long each = Math.max(highest + 1, number - SIZE + 1); each <= number; each++) {
                    numbers.clear(Math.floorMod(each, SIZE));
                }
                highest = number;
            } else if (number <= highest - SIZE || numbers.get(Math.floorMod(number, SIZE))) {
                return false;
            }
            numbers.set(Math.floorMod(number, SIZE));
            return true;
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
