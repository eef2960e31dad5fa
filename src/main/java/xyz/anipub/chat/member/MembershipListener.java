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
     * What a member may do in a room is another now, in the store and on all nodes: role or mute. Neither waits nor throws; all
     * connections of the user are told.
     */
    default void standingChanged(RoomId room, UserId user) {}

    /**
     * A membership has ended in the store. When this returns, no connection of that user receives anything more from
     * the room, and all of them are told.
     */
    void membershipEnded(RoomId room, UserId user);
}
