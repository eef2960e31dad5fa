package xyz.anipub.chat.message;

import java.util.List;
import xyz.anipub.chat.RoomId;

/** Where the pinned messages of rooms are found. Waits and fails like {@link MessageRepository}. */
public interface PinnedMessages {

    /** How many a room has. */
    long count(RoomId room);

    /** Those of a room, pinned last first. */
    List<Message> of(RoomId room, int limit);
}
