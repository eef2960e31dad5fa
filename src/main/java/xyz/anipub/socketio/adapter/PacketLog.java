package xyz.anipub.socketio.adapter;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The events of one namespace, numbered from 1, as far back as its bounds allow. Not thread-safe: its adapter guards it.
 *
 * <p>An offset is the log's own sign, four characters, and the number: one of an earlier life of the server is told from
 * one of this.
 */
final class PacketLog {

    private static final int SIGN_BYTES = 3;
    private static final int RADIX = 36;

    private final String sign;
    private final RecoveryConfig config;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long last;
    private long bytes;

    /** @param nanos when it came, by the adapter's clock */
    record Entry(long number, long nanos, BroadcastOptions options, Delivery delivery) {}

    PacketLog(RecoveryConfig config, SecureRandom random) {
        this.config = config;
        byte[] name = new byte[SIGN_BYTES];
        random.nextBytes(name);
        this.sign = Base64.getUrlEncoder().encodeToString(name);
    }

    /** The number of the last event; 0 if there was none. */
    long last() {
        return last;
    }

    /** The number of the last event that is not kept any more; 0 if all are. */
    long trimmed() {
        return entries.isEmpty() ? last : entries.getFirst().number() - 1;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    String offset() {
        return offset(last);
    }

    String offset(long number) {
        return sign + Long.toString(number, RADIX);
    }

    /** Numbers the next event, which has to be appended, and returns its offset. */
    String next() {
        last++;
        return offset();
    }

    void append(Delivery delivery, BroadcastOptions options, long now) {
        entries.add(new Entry(last, now, options, delivery));
        bytes += delivery.size();
        while (entries.size() > config.maxPackets() || bytes > config.maxBytes()) {
            removeFirst();
        }
        trim(now);
    }

    /** Removes what is too old. */
    void trim(long now) {
        long oldest = now - config.maxAge().toNanos();
        while (!entries.isEmpty() && entries.getFirst().nanos() - oldest < 0) {
            removeFirst();
        }
    }

    /** How long until there is something to trim, if there is anything. */
    Duration untilTrim(long now) {
        return Duration.ofNanos(
                Math.max(0, entries.getFirst().nanos() + config.maxAge().toNanos() - now));
    }

    /** The kept events after that number that are wanted, in order. */
    List<Entry> after(long number, Predicate<Entry> wanted) {
        List<Entry> found = new ArrayList<>();
        for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Entry entry = newest.next();
            if (entry.number() <= number) {
                break;
            }
            if (wanted.test(entry)) {
                found.add(entry);
            }
        }
        Collections.reverse(found);
        return found;
    }

    /**
     * The number of an offset; 0 if it is another log's, because then the client has got nothing from this one.
     *
     * @return empty if it cannot be an offset
     */
    OptionalLong number(String offset) {
        if (offset.length() <= sign.length()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(offset.substring(sign.length()), RADIX);
            boolean isOurs = offset.startsWith(sign);
            if (number < 0 || isOurs && number > last) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(isOurs ? number : 0);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private void removeFirst() {
        bytes -= entries.removeFirst().delivery().size();
    }
}
