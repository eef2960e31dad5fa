package xyz.anipub.chat.member;

import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to whoever delivers to members: hears when the right to listen begins and ends. */
public interface MembershipListener {

    /**
     * A membership has begun in the store. Neither waits nor makes the user present; the user's other connections are told.
     *
     * @param connection the one that has joined, which is not told; empty if none has
     */
    default void membershipBegan(RoomId room, UserId user, String connection) {}

    /**
     * A membership has ended in the store. When this returns, no connection of that user receives anything more from
     * the room, and all of them are told.
     */
    void membershipEnded(RoomId room, UserId user);
}
