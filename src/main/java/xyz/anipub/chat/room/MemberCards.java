package xyz.anipub.chat.room;

import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to what memberships hold of people's cards: the picture's address and the display name. Waits and fails like {@link RoomRepository}. */
public interface MemberCards {

    /**
     * Sets both in some hundred of somebody's memberships, in the order of the rooms' ids.
     *
     * @param displayName empty where it is the name
     * @param after the last room of the step before, if there was one
     * @return the last room of this step, if there may be more
     */
    Optional<RoomId> set(UserId user, String image, String displayName, Optional<RoomId> after);
}
