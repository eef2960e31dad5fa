package xyz.anipub.chat.roomlist;

import java.util.Optional;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.room.Room;

/**
 * What lists of rooms show of one that has changed: the same for everybody.
 *
 * @param last its newest message, whose seq is the number of them
 */
public record RoomNews(Room room, Optional<Message> last) {

    /** The room's highest seq; 0 if it has no message. */
    public long lastSeq() {
        return last.map(Message::seq).orElse(0L);
    }
}
