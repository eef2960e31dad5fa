package xyz.anipub.socketio.adapter.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place of an entry in the log that all nodes of a cluster share, which is a stream of Redis: {@code 1795849788786-0}.
 *
 * @param millis unsigned; when it was added, by Redis's clock
 * @param sequence unsigned; its place among those of the same millisecond
 */
public record EntryId(long millis, long sequence) implements Comparable<EntryId> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,20})-([0-9]{1,20})");

    /** Empty if it is none: clients may send anything. */
    public static Optional<EntryId> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new EntryId(Long.parseUnsignedLong(form.group(1)), Long.parseUnsignedLong(form.group(2))));
        } catch (NumberFormatException e) {
            // More than 64 bits: Redis has no such entry.
            return Optional.empty();
        }
    }

    /** The lowest id behind this one: where to read on. */
    public EntryId next() {
        return sequence == -1 ? new EntryId(millis + 1, 0) : new EntryId(millis, sequence + 1);
    }

    @Override
    public int compareTo(EntryId other) {
        int byTime = Long.compareUnsigned(millis, other.millis);
        return byTime != 0 ? byTime : Long.compareUnsigned(sequence, other.sequence);
    }

    /** As Redis writes it. */
    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
    }
}
