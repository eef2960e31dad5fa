package xyz.anipub.chat.room;

import xyz.anipub.chat.RoomId;

/** Port to whoever delivers to members: hears when a room has ended. */
public interface RoomEndListener {

    /**
     * A room and its memberships are gone from the store. Called in the room's lane, perhaps more than once. Tells those
     * who listen to it; when this returns, no connection receives anything more from the room and nobody is present in
     * it.
     */
    void roomEnded(RoomId room);
}
