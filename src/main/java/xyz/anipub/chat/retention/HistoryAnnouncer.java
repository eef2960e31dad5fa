package xyz.anipub.chat.retention;

import java.util.Collection;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;

/** Port to whoever tells listeners what is gone. */
public interface HistoryAnnouncer {

    /** Nobody who comes back is to be sent these messages. Does not wait and does not throw. */
    void gone(Collection<MessageId> messages);

    /** Tells everybody who listens to a room that messages below a seq are gone. Does not wait for receivers and does not throw. */
    void historyBegins(RoomId room, long seq);
}
