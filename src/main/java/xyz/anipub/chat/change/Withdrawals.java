package xyz.anipub.chat.change;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.message.ChangeRules;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Revision;

/** Takes out of messages what is to stand there no more, whoever wrote them and whatever they want: as changes of the room, but of the chat itself. */
@SingletonBean
public class Withdrawals {

    /** Longer than the store's own time limits, so that their clearer answer comes first. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RoomLanes lanes;
    private final ChangeWriter writer;

    @Inject
    public Withdrawals(RoomLanes lanes, ChangeWriter writer) {
        this.lanes = lanes;
        this.writer = writer;
    }

    /**
     * Leaves a tombstone of a message, as of one that has expired. Twice is no error.
     *
     * @throws xyz.anipub.chat.UnavailableException as {@link #withdraw}
     * @throws xyz.anipub.chat.message.MessageNotFoundException if it is gone
     */
    public void bury(RoomId room, MessageId message) {
        withdraw(room, message, ChangeRules::expired);
    }

    /**
     * Changes a message, and tells the room. Waits for the room's lane; a change that leaves it as it is, is none.
     *
     * @throws RoomBusyException if the lane is full, or it takes too long; it may still be done
     * @throws xyz.anipub.chat.UnavailableException if the store fails
     * @throws xyz.anipub.chat.message.MessageNotFoundException if it is gone
     */
    public void withdraw(RoomId room, MessageId message, Function<Message, Revision> change) {
        try {
            BoundedWait.result(lanes.submit(room, () -> writer.write(room, message, change, changed -> {})), PATIENCE);
        } catch (TimeoutException late) {
            throw new RoomBusyException("This room is too busy: try again in a moment.", late);
        }
    }
}
