package xyz.anipub.chat.room;

import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to the pictures' addresses that memberships hold. Waits and fails like {@link RoomRepository}. */
public interface MemberImages {

    /**
     * Sets the address in some hundred of somebody's memberships, in the order of the rooms' ids.
     *
     * @param after the last room of the step before, if there was one
     * @return the last room of this step, if there may be more
     */
    Optional<RoomId> set(UserId user, String image, Optional<RoomId> after);
}
