package xyz.anipub.chat.reading;

import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.ReadState;

/** Port to whoever tells users what they have read elsewhere. */
public interface ReadAnnouncer {

    /**
     * Tells a user's connections how far rooms are read now. Does not wait for receivers and does not throw.
     *
     * @param read at most some hundred rooms
     * @param connection the one that said so, which is not told; empty if none did
     */
    void announce(UserId user, Map<RoomId, ReadState> read, String connection);
}
