package xyz.anipub.chat.history;

import java.util.List;
import java.util.OptionalLong;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.room.Room;

/**
 * A room with bounded views of what belongs to it.
 *
 * @param newest the newest messages, oldest first
 * @param messageCount how many messages the room has; also the highest seq
 * @param members the first members in the order of their ids
 * @param memberCount how many members the room has
 * @param lastChange the number of the room's last change that shows in {@code newest}; not known in lists
 */
public record RoomSummary(
        Room room,
        List<Message> newest,
        long messageCount,
        List<UserId> members,
        long memberCount,
        OptionalLong lastChange) {

    /** What of it may be known to who may not read it: neither what is said there nor by whom. */
    public RoomSummary withheld() {
        return new RoomSummary(room, List.of(), messageCount, List.of(), memberCount, lastChange);
    }
}
