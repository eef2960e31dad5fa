package xyz.anipub.chat.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which nodes share the database, as far as this one knows. Each beats once a second; one that was not seen to beat for
 * {@link #LIFE} has ended.
 *
 * <p>What a node may take for granted while it is alone, it may for {@link #LEASE} after it has asked: a node that comes
 * shows itself before it does anything, so for so long at most something that it does is not noticed.
 *
 * <p>{@link #beat} is called by a timer; calls must not overlap. The rest is safe for threads and never waits.
 */
@ApplicationScoped
public class LiveNodes {

    /** For how long an answer of the store counts. Two beats. */
    public static final Duration LEASE = Duration.ofSeconds(2);

    /** After so long without a beat a node has ended. */
    public static final Duration LIFE = Duration.ofSeconds(10);

    private final NodeRepository nodes;
    private final LongSupplier nanos;
    private final NodeId me = NodeId.fresh();
    private volatile Known known = new Known(Map.of(), 0, 0, false);

    @Inject
    public LiveNodes(NodeRepository nodes) {
        this(nodes, System::nanoTime);
    }

    /** @param nanos a clock that is never set */
    public LiveNodes(NodeRepository nodes, LongSupplier nanos) {
        this.nodes = nodes;
        this.nanos = nanos;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LiveNodes() {
        this(null);
    }

    /** This node, in this life. */
    public NodeId me() {
        return me;
    }

    /** Whether no other node can have done anything up to now that this one does not know. */
    public boolean isAlone() {
        Known now = known;
        return now.answered() && now.others().isEmpty() && nanos.getAsLong() - now.asked() < LEASE.toNanos();
    }

    /**
     * Shows that this node lives, and looks who else does.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away
     */
    public void beat() {
        long asked = nanos.getAsLong();
        Map<NodeId, Long> beats = nodes.beat(me);
        Map<NodeId, Seen> others = new HashMap<>();
        beats.forEach((node, count) -> {
            Seen before = known.others().get(node);
            others.put(node, before != null && before.beats() == count ? before : new Seen(count, asked));
        });
        long mine = others.remove(me).beats();
        others.entrySet().removeIf(other -> hasEnded(other.getKey(), other.getValue(), asked));
        known = new Known(Map.copyOf(others), mine, asked, true);
    }

    private boolean hasEnded(NodeId node, Seen seen, long now) {
        if (now - seen.at() < LIFE.toNanos()) {
            return false;
        }
        nodes.forget(node, seen.beats());
        return true;
    }

    /** Ends this life: the others need not wait for it. Called once nothing is done any more. */
    public void end() {
        nodes.forget(me, known.mine());
    }

    /** @param at when it was first seen to have beaten so often */
    private record Seen(long beats, long at) {}

    /** What the store answered, and when it was asked. */
    private record Known(Map<NodeId, Seen> others, long mine, long asked, boolean answered) {}
}
