package xyz.anipub.chat.realtime.socket;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import xyz.anipub.auth.token.TokenRevocationListener;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.power.RoomPowers;

/**
 * Whose tokens have all ended may have been suspended, or is gone: what this node keeps of that one's direct rooms of two may be wrong. All nodes
 * hear of it before the suspension is answered, and wait until the rooms' lanes have done what was checked by what was kept: nobody posts there
 * afterwards.
 */
@SingletonBean
public class EndedPairs implements TokenRevocationListener {

    private static final System.Logger LOG = System.getLogger(EndedPairs.class.getName());

    /** As long as a node waits for the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RoomPowers powers;
    private final RoomLanes lanes;

    @Inject
    EndedPairs(RoomPowers powers, RoomLanes lanes) {
        this.powers = powers;
        this.lanes = lanes;
    }

    @Override
    public void revoked(String tokenId) {
        // One session says nothing of the person.
    }

    @Override
    public void ended(String userId, String spared) {
        UserId user = new UserId(userId);
        powers.forgetPairsOf(user);
        CompletableFuture<?>[] done = lanes.active().stream()
                .filter(room -> powers.mayBePairOf(room, user))
                .map(room -> lanes.submitEnding(room, () -> {}).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            BoundedWait.result(CompletableFuture.allOf(done), PATIENCE);
        } catch (TimeoutException late) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "the lane of a direct room is busy; what comes behind knows better",
                    late);
        }
    }
}
