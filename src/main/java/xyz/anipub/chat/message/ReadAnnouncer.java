package xyz.anipub.chat.message;

import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.room.ReadState;

/** Port to whoever tells users what they have read elsewhere. */
public interface ReadAnnouncer {

    /**
     * Tells a user's connections how far a room is read now. Does not wait for receivers and does not throw.
     *
     * @param connection the one that said so, which is not told; empty if none did
     */
    void announce(UserId user, RoomId room, ReadState state, String connection);
}
