package xyz.anipub.chat.erasure;

import java.util.Collection;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to whoever tells listeners who is gone. */
public interface ErasureAnnouncer {

    /** Tells everybody who listens to a room that somebody has another name and no picture now. Neither waits nor throws. */
    void gone(RoomId room, UserId user);

    /** Nobody who comes back is to be sent what says the former names of these. Neither waits nor throws. */
    void forget(Collection<UserId> users);
}
