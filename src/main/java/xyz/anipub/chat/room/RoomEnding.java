package xyz.anipub.chat.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.room.RoomDeletions.Deletion;

/**
 * Ends rooms: the room first, so that joins and posts are refused, then memberships, then delivery and presence, in the
 * room's lane; its messages follow in the background.
 *
 * <p>What is to go is written down before. Whatever stops in between, on whichever node, is done by the {@link #sweep};
 * it also does all of it once more after {@link #GRACE}, for what another node was storing at that moment.
 */
@ApplicationScoped
public class RoomEnding {

    private static final System.Logger LOG = System.getLogger(RoomEnding.class.getName());

    /** Longer than the store's own time limits, so that their clearer answer comes first. */
    private static final int PATIENCE_SECONDS = 20;

    private static final int SWEPT_AT_ONCE = 20;

    static final Duration GRACE = Duration.ofMinutes(1);

    private final RoomDeletions store;
    private final RoomLanes lanes;
    private final RoomEndListener delivery;
    private final RoomListener listener;
    private final Clock clock;
    private final Set<RoomId> sweeping = ConcurrentHashMap.newKeySet();

    @Inject
    public RoomEnding(
            RoomDeletions store, RoomLanes lanes, RoomEndListener delivery, RoomListener listener, Clock clock) {
        this.store = store;
        this.lanes = lanes;
        this.delivery = delivery;
        this.listener = listener;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RoomEnding() {
        this(null, null, null, null, null);
    }

    /**
     * Ends a room. When this returns, nobody finds it, belongs to it, is present in it or hears anything from it.
     *
     * @throws UnavailableException if the store fails; the room goes all the same, if that could be written down
     */
    void end(RoomId room) {
        store.begin(room, clock.instant());
        try {
            lanes.submitEnding(room, () -> remove(room))
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw new UnavailableException("The room is being deleted: it will be gone in a moment.", failure);
            }
            if (failure.getCause() instanceof ChatException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }

    /**
     * Goes on with every deletion that is not complete. Called by a timer, every some seconds; what waits for lanes does
     * not hold it up.
     *
     * @throws UnavailableException if the store is away; the next run does what was left
     */
    public void sweep() {
        store.begun(SWEPT_AT_ONCE).forEach(this::submit);
    }

    /** One task for each room, and none while the one before still runs. */
    private void submit(Deletion deletion) {
        if (!sweeping.add(deletion.room())) {
            return;
        }
        try {
            lanes.submitEnding(deletion.room(), () -> goOn(deletion)).whenComplete((done, failure) -> {
                sweeping.remove(deletion.room());
                if (failure != null) {
                    LOG.log(System.Logger.Level.DEBUG, "left to the next run", failure);
                }
            });
        } catch (UnavailableException stopping) {
            sweeping.remove(deletion.room());
        }
    }

    private void goOn(Deletion deletion) {
        remove(deletion.room());
        if (store.removeMessages(deletion.room())
                && deletion.since().isBefore(clock.instant().minus(GRACE))) {
            store.end(deletion.room());
        }
    }

    private void remove(RoomId room) {
        store.removeRoom(room);
        try {
            store.removeMemberships(room);
        } finally {
            // Nobody hears more of it even if the store has failed meanwhile.
            delivery.roomEnded(room);
            // Each time: another node may have removed it, or this one without hearing of it.
            listener.deleted(room);
        }
    }
}
