package xyz.anipub.chat.room;

import xyz.anipub.chat.RoomId;

/** Port to whoever shows or remembers rooms: hears what happens to them. Its methods neither wait nor throw. */
public interface RoomListener {

    /** A room has been created or has another name or description, in the store. */
    void changed(RoomId room);

    /** A room is not in the store any more. */
    void deleted(RoomId room);
}
