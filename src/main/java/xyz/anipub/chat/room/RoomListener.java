package xyz.anipub.chat.room;

import java.util.Collection;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to whoever shows or remembers rooms: hears what happens to them. Its methods neither wait nor throw. */
public interface RoomListener {

    /** A room has been created or has another name or description, in the store. */
    void changed(RoomId room);

    /** A room is not in the store any more. */
    void deleted(RoomId room);

    /** The same of a private one: nobody is to hear of it who was no member. */
    default void vanished(RoomId room) {}

    /** The members of a private room are to hear that it is not there any more. */
    default void vanished(RoomId room, Collection<UserId> members) {}

    /** A public room is private since; of those who have heard of it, only its members may know it now. */
    default void hidden(RoomId room) {}

    /** A member does not want to see a direct room listed, up to this seq; -1 if it is to be listed again. */
    default void hiddenBy(UserId user, RoomId room, long upTo) {}
}
