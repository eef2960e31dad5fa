package xyz.anipub.chat.change;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;

/** Lets messages say nothing any more whatever their authors want: as a deletion, but of the chat itself. */
@SingletonBean
public class Tombstones {

    /** Longer than the store's own time limits, so that their clearer answer comes first. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RoomLanes lanes;
    private final ChangeWriter writer;

    @Inject
    public Tombstones(RoomLanes lanes, ChangeWriter writer) {
        this.lanes = lanes;
        this.writer = writer;
    }

    /**
     * Leaves a tombstone of a message, and tells the room. Waits for the room's lane; twice is no error.
     *
     * @throws UnavailableException if the store fails, or it takes too long
     */
    public void leave(RoomId room, MessageId message) {
        try {
            BoundedWait.result(lanes.submit(room, () -> writer.bury(room, message)), PATIENCE);
        } catch (TimeoutException late) {
            throw new UnavailableException("This room is too busy: try again in a moment.", late);
        }
    }
}
