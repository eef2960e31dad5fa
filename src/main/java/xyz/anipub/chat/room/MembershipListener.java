package xyz.anipub.chat.room;

import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to whoever delivers to members: hears when the right to listen ends. */
public interface MembershipListener {

    /**
     * A membership has ended in the store. When this returns, no connection of that user receives anything more from
     * the room.
     */
    void membershipEnded(RoomId room, UserId user);
}
