package xyz.anipub.chat.room;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.EndingListener;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.power.RoomPowers;

/**
 * Lets a change of power in a room count on all nodes before it is answered: each forgets what it keeps of the room, and its
 * room's lane does what was checked by that first. Safe for threads; waits as {@link Endings#publish} does.
 */
@SingletonBean
public class PowerChanges implements EndingListener {

    private static final System.Logger LOG = System.getLogger(PowerChanges.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RoomPowers powers;
    private final RoomLanes lanes;
    private final Endings endings;

    @Inject
    public PowerChanges(RoomPowers powers, RoomLanes lanes, Endings endings) {
        this.powers = powers;
        this.lanes = lanes;
        this.endings = endings;
    }

    /**
     * To be called when the change is in the store. When this returns, nobody posts by the power of before.
     *
     * @throws RoomBusyException if the room's lane is busy: the change counts soon
     * @throws xyz.anipub.chat.UnavailableException if the store is away: the same
     */
    public void publish(RoomId room) {
        try {
            BoundedWait.result(forget(room), PATIENCE);
        } catch (TimeoutException late) {
            throw new RoomBusyException("It is stored, and will count in a moment.", late);
        } finally {
            endings.publish(new Ending.OfPower(room));
        }
    }

    /** Completes when the room's lane has done what was checked before. */
    private CompletionStage<Void> forget(RoomId room) {
        powers.forget(room);
        return lanes.submitEnding(room, () -> {});
    }

    @Override
    public void ended(Ending ending, Duration patience) {
        if (ending instanceof Ending.OfPower power) {
            try {
                BoundedWait.result(forget(power.room()), patience);
            } catch (TimeoutException late) {
                LOG.log(System.Logger.Level.DEBUG, "the lane of a room is busy; what comes behind knows better", late);
            }
        }
    }

    @Override
    public void verifyAll() {
        powers.forgetAll();
    }
}
