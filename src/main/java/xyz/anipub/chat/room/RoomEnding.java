package xyz.anipub.chat.room;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.EndingListener;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.room.RoomDeletions.Deletion;

/**
 * Ends rooms: the room first, so that joins and posts are refused, then memberships, then delivery and presence, in the
 * room's lane; its messages follow in the background.
 *
 * <p>What is to go is written down before. Whatever stops in between, on whichever node, is done by the {@link #sweep},
 * of one node at a time; it also does all of it once more after {@link #GRACE}, for what another node was storing at that moment. The same sweep
 * takes away what is left of a room whose creation stopped half way. All of it goes by the store's clock.
 *
 * <p>Each node reports a deleted room to its listener once, whichever node has deleted it. Thread-safe; calls of {@link #sweep}
 * and {@link #follow} must not overlap.
 */
@SingletonBean
public class RoomEnding implements EndingListener {

    private static final System.Logger LOG = System.getLogger(RoomEnding.class.getName());

    /** Longer than the store's own time limits, so that their clearer answer comes first. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** So many lanes may be busy with it at the same time, some of all. */
    private static final int SWEPT_AT_ONCE = 8;

    static final Duration GRACE = Duration.ofMinutes(1);

    private final RoomDeletions store;
    private final RoomLanes lanes;
    private final RoomEndListener delivery;
    private final RoomListener listener;
    private final Endings endings;
    private final LiveNodes nodes;
    private final Clock clock;
    /** Deleted rooms of which the listener has heard, as long as the store remembers them. */
    private final Set<RoomId> told = ConcurrentHashMap.newKeySet();

    @Inject
    public RoomEnding(
            RoomDeletions store,
            RoomLanes lanes,
            RoomEndListener delivery,
            RoomListener listener,
            Endings endings,
            LiveNodes nodes,
            Clock clock) {
        this.store = store;
        this.lanes = lanes;
        this.delivery = delivery;
        this.listener = listener;
        this.endings = endings;
        this.nodes = nodes;
        this.clock = clock;
    }

    /**
     * Ends a room. When this returns, nobody finds it, belongs to it, is present in it or hears anything from it.
     *
     * @throws RoomBusyException if its lane is busy; the room goes all the same
     * @throws UnavailableException if the store fails; the same, if that could be written down
     */
    public void end(RoomId room, boolean isPrivate) {
        store.begin(room, now(), isPrivate);
        try {
            await(lanes.submitEnding(room, () -> remove(room)));
        } catch (TimeoutException late) {
            throw new RoomBusyException("The room is being deleted: it will be gone in a moment.", late);
        }
        endings.publish(new Ending.OfListening(room, Optional.empty()));
    }

    @Override
    public void ended(Ending ending, Duration patience) {
        if (ending instanceof Ending.OfListening listening && listening.user().isEmpty()) {
            RoomId room = listening.room();
            CompletionStage<Void> ended = lanes.submitEnding(room, () -> endHere(room));
            try {
                await(ended, patience);
            } catch (TimeoutException late) {
                // Nothing more is stored in it: what waits in its lane holds up nobody else.
                LOG.log(System.Logger.Level.DEBUG, "the room ends here in a moment", late);
            }
        }
    }

    /** What has ended is found by the {@link #follow}, which the {@link #sweep} includes. */
    @Override
    public void verifyAll() {}

    /** Lets a room that is about to be created go after {@link #GRACE} unless it is {@linkplain #keep kept}. */
    public void plan(RoomId room, boolean isPrivate) {
        store.begin(room, now().plus(GRACE), isPrivate);
    }

    /**
     * Takes back the {@link #plan}.
     *
     * @throws UnavailableException if the store fails or it took too long; the room goes then
     */
    public void keep(RoomId room, boolean isPrivate) {
        if (!store.takeBack(room)) {
            store.begin(room, now(), isPrivate);
            throw new UnavailableException("Creating the room took too long: try again.");
        }
    }

    /**
     * Goes on with every deletion that is not complete, as far as it goes now. Called by a timer, every some seconds;
     * waits for the store and for the rooms' lanes.
     *
     * @throws UnavailableException if the store is away; the next run does what was left
     */
    public void sweep() {
        forEachBegun(some -> {
            goOn(some);
            tell(some);
        });
    }

    /**
     * Ends here what other nodes have removed without this one hearing of it, and no more. In place of {@link #sweep}, while
     * another node does that.
     *
     * @throws UnavailableException if the store is away; the next run does what was left
     */
    public void follow() {
        forEachBegun(this::tell);
    }

    /** Also forgets the rooms of which all is gone. */
    private void forEachBegun(Consumer<List<Deletion>> work) {
        Set<RoomId> gone = new HashSet<>(told);
        Optional<RoomId> after = Optional.empty();
        List<Deletion> some;
        do {
            some = store.begun(after, SWEPT_AT_ONCE);
            some.forEach(deletion -> gone.remove(deletion.room()));
            work.accept(some);
            after = some.isEmpty()
                    ? after
                    : Optional.of(some.get(some.size() - 1).room());
        } while (some.size() == SWEPT_AT_ONCE);
        told.removeAll(gone);
    }

    private void goOn(List<Deletion> some) {
        Instant now = now();
        // All are begun before the first is waited for.
        List<Removal> due = some.stream()
                .filter(deletion -> !deletion.due().isAfter(now))
                .map(this::removal)
                .toList();
        for (Removal removal : due) {
            try {
                complete(removal);
            } catch (UnavailableException away) {
                throw away;
            } catch (TimeoutException busy) {
                LOG.log(System.Logger.Level.DEBUG, "left to the next run", busy);
            } catch (RuntimeException bug) {
                // The others go on.
                LOG.log(
                        System.Logger.Level.ERROR,
                        "room " + removal.deletion().room() + " could not be taken away",
                        bug);
            }
        }
    }

    private Removal removal(Deletion deletion) {
        RoomId room = deletion.room();
        return new Removal(deletion, !told.contains(room), lanes.submitEnding(room, () -> remove(room)));
    }

    private void complete(Removal removal) throws TimeoutException {
        await(removal.removed());
        if (removal.isNews()) {
            // Whoever began it may have stopped before the other nodes heard of it.
            endings.publish(new Ending.OfListening(removal.deletion().room(), Optional.empty()));
        }
        // Here and not in the lane: many messages take their time, and nobody waits for it.
        removeMessages(removal.deletion());
    }

    /** Another node may have removed them, without anybody hearing of it here. */
    private void tell(List<Deletion> some) {
        some.stream()
                .filter(deletion -> deletion.emptied() && !told.contains(deletion.room()))
                .map(Deletion::room)
                .forEach(room -> lanes.submitEnding(room, () -> endHere(room)));
    }

    private void removeMessages(Deletion deletion) {
        if (!store.removeMessages(deletion.room())) {
            return;
        }
        if (deletion.emptied()) {
            store.end(deletion.room());
        } else {
            store.emptied(deletion.room(), now().plus(GRACE));
        }
    }

    private void remove(RoomId room) {
        store.removeRoom(room);
        try {
            store.removeMemberships(room);
        } finally {
            // Nobody hears more of it even if the store has failed meanwhile.
            endHere(room);
        }
    }

    private void endHere(RoomId room) {
        delivery.roomEnded(room);
        if (!told.contains(room)) {
            if (store.isPrivate(room)) {
                listener.vanished(room);
            } else {
                listener.deleted(room);
            }
            told.add(room);
        }
    }

    /** By the store's clock: what one node writes down, another compares. */
    private Instant now() {
        return nodes.byStore(clock.instant());
    }

    /** @param isNews whether this node had not heard of it before */
    private record Removal(Deletion deletion, boolean isNews, CompletionStage<Void> removed) {}

    private static void await(CompletionStage<Void> ended) throws TimeoutException {
        await(ended, PATIENCE);
    }

    private static void await(CompletionStage<Void> ended, Duration patience) throws TimeoutException {
        try {
            BoundedWait.await(ended, patience);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof ChatException refusal) {
                throw refusal;
            }
            throw new CompletionException(failure.getCause());
        }
    }
}
