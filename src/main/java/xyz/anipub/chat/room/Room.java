package xyz.anipub.chat.room;

import java.time.Instant;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * A room. Its messages and members are kept apart, so that it never grows.
 *
 * @param name trimmed; unique ignoring case and compatibility forms
 * @param description may be empty
 * @param creator its first member
 * @param createdAt server time, milliseconds
 * @param updatedAt server time of the newest message or of the creation; follows by up to a second
 * @param seqAtLeast the number of its newest message, or an older one's; follows like {@code updatedAt}
 * @param memberCount how many members it has; {@link #UNCOUNTED} if it is of a version that did not keep that
 */
public record Room(
        RoomId id,
        String name,
        String description,
        UserId creator,
        Instant createdAt,
        Instant updatedAt,
        long seqAtLeast,
        long memberCount) {

    /** Stands for a number of members that has to be counted. */
    public static final long UNCOUNTED = -1;

    /** A room of whose messages and members nothing is known. */
    public Room(RoomId id, String name, String description, UserId creator, Instant createdAt, Instant updatedAt) {
        this(id, name, description, creator, createdAt, updatedAt, 0, UNCOUNTED);
    }

    /** Whether {@link #memberCount} is known. */
    public boolean isCounted() {
        return memberCount != UNCOUNTED;
    }
}
