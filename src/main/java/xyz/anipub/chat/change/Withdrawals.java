package xyz.anipub.chat.change;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeoutException;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Revision;

/** Takes people out of messages who are gone, whoever wrote them: as changes of the room, but of the chat itself. */
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
     * Takes the mentions of some people out of a message, and their reactions, and tells the room. The content stays as it is. Waits for
     * the room's lane; twice is no error.
     *
     * @throws UnavailableException if the store fails, or it takes too long
     * @throws xyz.anipub.chat.message.MessageNotFoundException if it is gone
     */
    public void withdraw(RoomId room, MessageId message, Collection<UserId> people) {
        await(
                room,
                () -> writer.write(room, message, found -> Revision.of(found).withoutPeople(people), changed -> {}));
    }

    /** Tells the room of a message whose sender has another name in the store now. Waits and fails as {@link #withdraw}. */
    public void tellAgain(RoomId room, MessageId message) {
        await(room, () -> writer.tellAgain(room, message));
    }

    private void await(RoomId room, Runnable change) {
        try {
            BoundedWait.result(lanes.submit(room, change), PATIENCE);
        } catch (TimeoutException late) {
            throw new UnavailableException("This room is too busy: try again in a moment.", late);
        }
    }
}
