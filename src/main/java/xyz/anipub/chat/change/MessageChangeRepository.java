package xyz.anipub.chat.change;

import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.Revision;

/**
 * Where changes of stored messages are numbered and kept.
 *
 * <p>A change takes two steps, each of them atomic: {@link #begin} gives it the room's next number, and {@link #finish}
 * makes it seen, content and number at once. Only after the second step of one change the first of the next is taken:
 * whoever sees a number sees every lower one, or a higher one of the same message. A change that was begun and not
 * finished, as its node stopped, is finished by whoever comes next.
 *
 * <p>Waits and fails like {@link MessageRepository}.
 */
public interface MessageChangeRepository {

    /** The room's latest change that was begun, finished or not. */
    Optional<Revision> begun(RoomId room);

    /**
     * Begins a change. The caller has finished the one before.
     *
     * @param revision with the number after that of the change before, 1 for a room's first one
     * @return whether it has that number now; if not, another change has it
     */
    boolean begin(Revision revision);

    /**
     * Finishes a change that was begun. Repeating it is no error, and does nothing.
     *
     * @return whether this call finished it
     */
    boolean finish(Revision revision);

    /** Messages whose latest change has a higher number, in the order of these numbers; none was passed over. */
    List<Message> changes(RoomId room, long since, int limit);
}
