package xyz.anipub.chat.room;

import java.time.Instant;
import java.util.List;
import xyz.anipub.chat.RoomId;

/**
 * Takes rooms out of the store, step by step, and remembers which are not yet gone for good. Each step may be repeated.
 *
 * <p>Waits and fails like {@link RoomRepository}.
 */
public interface RoomDeletions {

    /** Writes down that a room is to go: from here on it goes, whatever becomes of this node. */
    void begin(RoomId room, Instant at);

    /** Takes away the room itself, if it is still there, so that nobody finds it any more. */
    void removeRoom(RoomId room);

    void removeMemberships(RoomId room);

    /**
     * Takes away some thousand of its messages, and what belongs to messages.
     *
     * @return whether none is left
     */
    boolean removeMessages(RoomId room);

    /** Rooms that are to go, oldest first. */
    List<Deletion> begun(int limit);

    /** Forgets that the room was to go. */
    void end(RoomId room);

    /**
     * A room that is to go.
     *
     * @param since when that was decided
     */
    record Deletion(RoomId room, Instant since) {}
}
