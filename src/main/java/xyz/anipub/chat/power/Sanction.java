package xyz.anipub.chat.power;

import java.time.Instant;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * That somebody may not do something in a room for some time, or for ever.
 *
 * @param until {@link Instant#MAX} for ever
 * @param reason as a moderator gave it; may be empty
 * @param by who has decided it
 * @param at when
 */
public record Sanction(RoomId room, UserId user, Instant until, String reason, UserId by, Instant at) {

    /** What somebody may not do. */
    public enum Kind {
        /** Neither read nor join. */
        BAN,
        /** Neither post, nor react, nor type. */
        MUTE,
        /** Not join again: of who was put out. */
        KICK
    }

    /** At most so many of each kind stand in a room. */
    public static final int MAX_IN_ROOM = 1_000;

    /** Whether it is still so. */
    public boolean holds(Instant now) {
        return now.isBefore(until);
    }
}
