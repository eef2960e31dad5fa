package xyz.anipub.chat.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.RoomId;

/**
 * Takes rooms out of the store, step by step, and remembers which are not yet gone for good. Each step may be repeated.
 *
 * <p>Waits and fails like {@link RoomRepository}.
 */
public interface RoomDeletions {

    /**
     * Writes down that a room is to go at that time: then it goes, whatever becomes of this node. What is written down
     * already stays.
     *
     * @param isPrivate whether only its members may hear of that
     */
    void begin(RoomId room, Instant at, boolean isPrivate);

    /** The same of a public room. */
    default void begin(RoomId room, Instant at) {
        begin(room, at, false);
    }

    /** Whether it was written down of a room that only its members may hear of it. */
    boolean isPrivate(RoomId room);

    /**
     * Takes back what was written down, as long as nothing has been done about it.
     *
     * @return false if it has, or if nothing was written down
     */
    boolean takeBack(RoomId room);

    /** Takes away the room itself, if it is still there, so that nobody finds it any more. */
    void removeRoom(RoomId room);

    void removeMemberships(RoomId room);

    /**
     * Takes away some thousand of its messages, and what belongs to messages.
     *
     * @return whether none is left
     */
    boolean removeMessages(RoomId room);

    /** Writes down that all of the room was taken away, and is to be looked for once more at that time. */
    void emptied(RoomId room, Instant again);

    /**
     * Rooms that are to go, in the order of their ids.
     *
     * @param after the last of those that were read before
     */
    List<Deletion> begun(Optional<RoomId> after, int limit);

    /** Forgets that the room was to go. */
    void end(RoomId room);

    /**
     * A room that is to go.
     *
     * @param due when it is to be taken away, for the first time or once more
     * @param emptied whether that has been done once
     */
    record Deletion(RoomId room, Instant due, boolean emptied) {}
}
