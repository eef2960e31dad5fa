package xyz.anipub.chat.roomlist;

import java.util.Optional;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.room.Room;

/**
 * What lists of rooms show of one that has changed: the same for everybody who hears it.
 *
 * @param last its newest message, whose seq is the number of them
 * @param showsLast whether all who hear it may read that message
 */
public record RoomNews(Room room, Optional<Message> last, boolean showsLast) {

    /** One of which all may be read. */
    public RoomNews(Room room, Optional<Message> last) {
        this(room, last, true);
    }

    /** The same for who may not read the room. */
    RoomNews withoutLast() {
        return new RoomNews(room, last, false);
    }

    /** The room's highest seq; 0 if it has no message. */
    public long lastSeq() {
        return last.map(Message::seq).orElse(0L);
    }

    /** The newest message, if all may read it. */
    public Optional<Message> shown() {
        return last.filter(message -> showsLast);
    }
}
