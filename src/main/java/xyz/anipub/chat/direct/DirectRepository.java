package xyz.anipub.chat.direct;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.room.Room;

/** What of direct rooms other rooms do not have. Waits and fails as {@link xyz.anipub.chat.room.RoomRepository}. */
public interface DirectRepository {

    /** The room of exactly these people; none any more when one of them has left. */
    Optional<Room> find(DirectKey key);

    /**
     * Creates a room.
     *
     * @return false if there is one of the same people
     */
    boolean create(Room room, DirectKey key);

    /** A member does not see a room in lists, up to this seq. */
    void hide(RoomId room, UserId user, long seq);

    /**
     * A member sees a room again.
     *
     * @return whether it was hidden
     */
    boolean show(RoomId room, UserId user);

    /** Up to which seqs a user does not see those of some rooms that are hidden. */
    Map<RoomId, Long> hidden(UserId user, Collection<RoomId> rooms);
}
