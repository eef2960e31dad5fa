package xyz.anipub.chat.node;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.node.NodeRepository.Ended;
import xyz.anipub.chat.node.NodeRepository.Mark;

/**
 * Lets a right that ends on one node end on all: each ending is written down in the store, where every node finds it with its
 * next beat, or when it is {@linkplain EndingSignal signalled}, ends what it delivers by that right, and leaves a mark. It takes
 * about a second, signalled about a tenth of one.
 *
 * <p>{@link #follow} is called by a timer, several times between two beats, as it asks the store only if there is something new;
 * calls must not overlap. {@link #publish} may be called by any thread that may wait. The monitor guards the marks that were read
 * last, and is kept while they are read, so that those who wait at the same time ask together.
 */
@SingletonBean
public class Endings {

    /** A node that was not seen to beat for so long is not waited for, nor is any for longer than that. */
    public static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final System.Logger LOG = System.getLogger(Endings.class.getName());

    /** For what is not the store, in one run: shorter by far than a {@link Fence}. */
    private static final Duration FOR_ALL = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final NodeRepository store;
    private final LiveNodes nodes;
    private final Iterable<EndingListener> listeners;
    private final EndingSignal signal;

    /** The last ending that was signalled. */
    private volatile long signalled;

    private long notBefore;
    private volatile boolean left;

    private Map<NodeId, Mark> marks = Map.of();
    private long lookedAt;

    @Inject
    public Endings(
            NodeRepository store, LiveNodes nodes, @Any Instance<EndingListener> listeners, EndingSignal signal) {
        this(store, nodes, (Iterable<EndingListener>) listeners, signal);
    }

    public Endings(NodeRepository store, LiveNodes nodes, Iterable<EndingListener> listeners, EndingSignal signal) {
        this.signal = signal;
        this.store = store;
        this.nodes = nodes;
        this.listeners = listeners;
        this.lookedAt = nodes.now() - BETWEEN_LOOKS.toNanos();
        this.notBefore = nodes.now();
    }

    /**
     * Has all other nodes end a right that has ended in the store and on this node. When this returns, each of them delivers
     * nothing by it any more, or was silent for {@link #PATIENCE}. Waits for the store and for those nodes; alone, for two
     * commands.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away: then others may go on delivering for a minute, until they
     *     {@link #verify}
     */
    public void publish(Ending ending) {
        long number = store.end(nodes.me(), ending);
        if (nodes.hasCompany()) {
            // This node follows it, too, before others tell it that it has missed one.
            written(number);
        }
        signal.written(number);
        long written = nodes.now();
        long deadline = written + PATIENCE.toNanos();
        List<NodeId> behind = behind(number, written);
        while (!behind.isEmpty() && nodes.now() - deadline < 0) {
            if (!pause()) {
                return;
            }
            behind = behind(number, written);
        }
        if (!behind.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "These nodes did not end a right in time: {0}", behind);
        }
    }

    /**
     * Signals the last ending once more: what was lost on the way is found, and others {@linkplain Fence#heard hear} this node.
     * Called by a timer.
     */
    public void signal() {
        signal.written(Math.max(nodes.lastEnding(), nodes.followed().orElse(0)));
    }

    /** Another node has written an ending down: the next {@link #follow} need not wait for a beat. */
    public void written(long number) {
        signalled = Math.max(signalled, number);
    }

    /**
     * Ends here what has ended elsewhere.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call does what was left
     */
    public void follow() {
        long last = nodes.lastEnding();
        OptionalLong mark = nodes.followed();
        if (left || mark.orElse(-1) >= Math.max(last, signalled) || nodes.now() - notBefore < 0) {
            return;
        }
        long asked = nodes.now();
        // Unless all goes well.
        notBefore = nodes.now() + AFTER_A_FAILURE.toNanos();
        signalled = 0;
        // What ended before this node was, it has never delivered by; whoever is here already is verified.
        Optional<List<Ended>> endings = mark.isPresent() ? store.endingsAfter(mark.getAsLong()) : Optional.empty();
        if (endings.isPresent()) {
            follow(mark.getAsLong(), endings.get());
        } else {
            verifyAll();
            nodes.followed(last);
        }
        store.followed(nodes.me(), nodes.followed().orElse(last));
        // Confirmed by that write: what was read may come from a primary that was deposed.
        nodes.upToDate(asked);
        notBefore = nodes.now();
    }

    private void follow(long mark, List<Ended> endings) {
        long number = mark;
        long deadline = nodes.now() + FOR_ALL.toNanos();
        for (Ended each : endings) {
            if (!each.by().equals(nodes.me())) {
                Duration left = Duration.ofNanos(Math.max(0, deadline - nodes.now()));
                listeners.forEach(listener -> end(listener, each.ending(), left));
            }
            number++;
            nodes.followed(number);
        }
    }

    private static void end(EndingListener listener, Ending ending, Duration patience) {
        try {
            listener.ended(ending, patience);
        } catch (UnavailableException notYet) {
            throw notYet;
        } catch (RuntimeException bug) {
            // Those behind it must not wait for ever; what it was about is verified again and again.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A right could not be ended: " + ending.getClass().getSimpleName(),
                    bug);
        }
    }

    /**
     * Ends whatever is delivered here by a right that is gone, should a node have died, or the store failed, between the end
     * of a right and the writing down of it. Called by a timer; a node that is alone has nothing to find.
     */
    public void verify() {
        if (nodes.hasCompany()) {
            verifyAll();
        }
    }

    private void verifyAll() {
        listeners.forEach(EndingListener::verifyAll);
    }

    /** Nobody need wait for this node any more: it has no socket, and gets none. */
    public void leave() {
        left = true;
        store.unfollow(nodes.me());
    }

    /** @param since when it was written down: whoever was back before by then is waited for */
    private List<NodeId> behind(long number, long since) {
        return marks(since).entrySet().stream()
                .filter(each -> each.getValue().ending() < number)
                .filter(each -> !nodes.isSilent(each.getKey(), each.getValue().beats(), PATIENCE))
                .map(Map.Entry::getKey)
                .filter(node -> !node.equals(nodes.me()))
                .toList();
    }

    private synchronized Map<NodeId, Mark> marks(long since) {
        long now = nodes.now();
        if (lookedAt - since < 0 || now - lookedAt >= BETWEEN_LOOKS.toNanos()) {
            marks = store.followed();
            lookedAt = now;
        }
        return marks;
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            return true;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
