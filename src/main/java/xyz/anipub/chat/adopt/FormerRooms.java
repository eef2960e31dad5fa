package xyz.anipub.chat.adopt;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.UserId;

/**
 * Port to the rooms of the other server, which are read only, and may change at any time.
 *
 * <p>Each method waits for the store and throws {@link xyz.anipub.chat.UnavailableException} if it gives no answer in time.
 */
public interface FormerRooms {

    /** Whether there are any, in a collection that is not ours. */
    boolean areThere();

    /** The next ones in the order of their ids. @param after what the call before said; null for the first ones */
    Some after(@Nullable Object after, int limit);

    /** A stretch of a room's messages, in their order; shorter or empty at their end, or if the room is gone. */
    List<FormerMessage> messages(FormerRoom room, int from, int limit);

    /** A room's members; those are empty whose id cannot be one of ours. */
    List<Optional<UserId>> members(FormerRoom room);

    /** @param last where they end; null if there are no more */
    record Some(List<FormerRoom> rooms, @Nullable Object last) {

        public Some {
            rooms = List.copyOf(rooms);
        }
    }
}
