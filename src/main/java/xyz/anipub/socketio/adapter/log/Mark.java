package xyz.anipub.socketio.adapter.log;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much somebody has of the log that all nodes share: every entry up to one, and of one node's own the first so many, wherever
 * they are. A node delivers its own before it knows their places.
 *
 * @param uid that node's name in the namespace: 16 hex digits
 * @param read the last of those that it had read
 * @param count how many of its own it had delivered
 */
public record Mark(String uid, EntryId read, long count) {

    private static final int RADIX = 36;
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{16})\\.([0-9a-z]{1,13})-([0-9a-z]{1,13})\\.([0-9a-z]{1,12})");

    /** Empty if it is none. */
    public static Optional<Mark> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            EntryId read = new EntryId(unsigned(form.group(2)), unsigned(form.group(3)));
            return Optional.of(new Mark(form.group(1), read, Long.parseLong(form.group(4), RADIX)));
        } catch (NumberFormatException e) {
            // More than 64 bits.
            return Optional.empty();
        }
    }

    private static long unsigned(String digits) {
        return Long.parseUnsignedLong(digits, RADIX);
    }

    /**
     * Whether that entry is among them.
     *
     * @param number which of its sender's own it is, if it says so
     */
    public boolean covers(EntryId id, Optional<String> sender, OptionalLong number) {
        boolean isOwn = sender.filter(uid::equals).isPresent();
        return id.compareTo(read) <= 0 || isOwn && number.isPresent() && number.getAsLong() <= count;
    }

    /** What is in this one or in another one of the same node. */
    public Mark and(Mark other) {
        return new Mark(uid, read.compareTo(other.read) < 0 ? other.read : read, Math.max(count, other.count));
    }

    /** As {@link #parse} reads it: without any character that JSON would escape. */
    @Override
    public String toString() {
        return uid + "." + Long.toUnsignedString(read.millis(), RADIX) + "-"
                + Long.toUnsignedString(read.sequence(), RADIX) + "." + Long.toString(count, RADIX);
    }
}
