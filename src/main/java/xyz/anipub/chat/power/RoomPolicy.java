package xyz.anipub.chat.power;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import xyz.anipub.chat.UserId;

/**
 * How a room is governed, as its document says.
 *
 * @param kind a named room, or one of direct messages
 * @param visibility who finds it
 * @param posting who may post
 * @param slowMode how long each member waits between two messages; zero for not at all
 * @param invites who may invite
 * @param history what new members of a private room may read
 * @param publicFrom the first seq that strangers of a public room may read: 1 unless it was private before
 * @param owners at most {@value #MAX_OWNERS}; none in a room that was adopted, and in direct ones
 */
public record RoomPolicy(
        Kind kind,
        Visibility visibility,
        Who posting,
        Duration slowMode,
        Who invites,
        History history,
        long publicFrom,
        List<UserId> owners) {

    public static final int MAX_OWNERS = 10;

    /** The longest that members can be made to wait between two messages. */
    public static final Duration MAX_SLOW_MODE = Duration.ofHours(6);

    /** What a room is for. */
    public enum Kind {
        /** Has a name and roles. */
        NAMED,
        /** Belongs to exactly those who talk in it. */
        DIRECT
    }

    /** Who finds a room. */
    public enum Visibility {
        PUBLIC,
        PRIVATE
    }

    /** From which role on somebody may do something. */
    public enum Who {
        MEMBERS,
        MODERATORS
    }

    /** What of a private room a new member may read. */
    public enum History {
        ALL,
        JOINED
    }

    public RoomPolicy {
        owners = List.copyOf(owners);
    }

    /** Of a public room in which everybody may post. */
    public static RoomPolicy ofCreator(UserId creator) {
        return new RoomPolicy(
                Kind.NAMED,
                Visibility.PUBLIC,
                Who.MEMBERS,
                Duration.ZERO,
                Who.MEMBERS,
                History.ALL,
                1,
                creator.equals(UserId.NOBODY) ? List.of() : List.of(creator));
    }

    public boolean isPrivate() {
        return visibility == Visibility.PRIVATE;
    }

    public boolean isDirect() {
        return kind == Kind.DIRECT;
    }

    /** From which seq on all may read who may read the room; the highest number where that is each member's own matter. */
    public long firstForAll() {
        return isPrivate() && history == History.JOINED ? Long.MAX_VALUE : publicFrom;
    }

    /** One with the same rules and another visibility. */
    public RoomPolicy seen(Visibility other, long from) {
        return new RoomPolicy(kind, other, posting, slowMode, invites, history, from, owners);
    }

    /** One with other owners. */
    public RoomPolicy owned(List<UserId> by) {
        return new RoomPolicy(kind, visibility, posting, slowMode, invites, history, publicFrom, by);
    }

    /** How a value of these enumerations stands on the wire and in the store. */
    public static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
