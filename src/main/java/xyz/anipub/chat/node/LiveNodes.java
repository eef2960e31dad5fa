package xyz.anipub.chat.node;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.node.NodeRepository.Beats;

/**
 * Which nodes share the database, as far as this one knows. Each beats once a second; one that was not seen to beat for
 * {@link #LIFE} has ended.
 *
 * <p>What a node may take for granted while it is alone, it may for {@link #LEASE} after it has asked: a node that comes
 * shows itself before it does anything, so for so long at most something that it does is not noticed.
 *
 * <p>{@link #beat} is called by a timer; calls must not overlap. The rest is safe for threads and never waits.
 */
@SingletonBean
public class LiveNodes {

    /** For how long an answer of the store counts. Two beats. */
    public static final Duration LEASE = Duration.ofSeconds(2);

    /** After so long without a beat a node has ended. Long, as a node that stands still for half of it takes no posts. */
    public static final Duration LIFE = Duration.ofSeconds(30);

    /** What two beats differ in by this much is the way to the store, and not its clock. */
    private static final Duration SAME_CLOCK = Duration.ofMillis(500);

    private final NodeRepository nodes;
    private final LongSupplier nanos;
    private final NodeId me = NodeId.fresh();
    private volatile Known known = new Known(Map.of(), 0, 0, 0, 0, false);

    /** From when on the others know this node; null until it has shown itself. */
    private volatile @Nullable Long knownFrom;

    private volatile OptionalLong followed = OptionalLong.empty();

    /** See {@link #upToDate()}. */
    private final AtomicLong upToDate;

    private volatile NodeId chores = NodeId.NONE;

    /** By how much the store's clock is ahead of this machine's; null before the first beat. */
    private volatile @Nullable Duration storeAhead;

    @Inject
    public LiveNodes(NodeRepository nodes) {
        this(nodes, System::nanoTime);
    }

    /** @param nanos a clock that is never set */
    public LiveNodes(NodeRepository nodes, LongSupplier nanos) {
        this.nodes = nodes;
        this.nanos = nanos;
        this.upToDate = new AtomicLong(nanos.getAsLong());
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

    /** The same, and whether nothing had to be missed since a time by {@link #now}. */
    public boolean isAloneSince(long time) {
        return isAlone() && time - known.since() >= 0;
    }

    /**
     * What the store's clock says when this machine's says {@code local}: what nodes compare with what others have written. As of
     * the last beat; this machine's until the first one.
     */
    public Instant byStore(Instant local) {
        Duration ahead = storeAhead;
        return ahead == null ? local : local.plus(ahead);
    }

    /** The same as a clock, of which {@code local} is this machine's. */
    public Clock byStore(Clock local) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return local.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return byStore(local.withZone(zone));
            }

            @Override
            public Instant instant() {
                return byStore(local.instant());
            }
        };
    }

    /** Whether the store has said once what time it is. */
    public boolean knowsStoresTime() {
        return storeAhead != null;
    }

    /** The time in nanoseconds, by a clock that is never set. */
    public long now() {
        return nanos.getAsLong();
    }

    /**
     * Whether the others know this node now: else it must do nothing that they may take for the doing of one that has
     * ended, or for impossible while they are alone.
     */
    public boolean isKnown() {
        Long from = knownFrom;
        return from != null && nanos.getAsLong() - from >= 0 && isSure();
    }

    /** Whether none of the others can have found that this node has ended. */
    public boolean isSure() {
        Known now = known;
        return now.answered() && nanos.getAsLong() - now.asked() < LIFE.toNanos() / 2;
    }

    /** Whether a node was seen to beat just now; this one does. */
    public boolean isLive(NodeId node) {
        Known now = known;
        Seen seen = now.others().get(node);
        return node.equals(me) || seen != null && seen.again() && nanos.getAsLong() - seen.at() < LEASE.toNanos();
    }

    /** Whether some other node was seen to beat just now. One that has ended is not, though it counts for {@link #LIFE}. */
    public boolean hasCompany() {
        return company().findAny().isPresent();
    }

    /** The other nodes that were seen to beat just now. */
    public Stream<NodeId> company() {
        return known.others().keySet().stream().filter(this::isLive);
    }

    /** Whether some other node was there, and not {@linkplain #isSilent silent}, when the store answered last; it may be away since. */
    boolean hadCompany(Duration patience) {
        Known now = known;
        return now.others().values().stream()
                .anyMatch(seen -> seen.again() && now.asked() - seen.at() < patience.toNanos());
    }

    /** Whether a node that was known once has ended. One that is not {@link #isLive} either is in doubt. */
    public boolean hasEnded(NodeId node) {
        Known now = known;
        return node.equals(NodeId.NONE)
                || now.answered()
                        && nanos.getAsLong() - now.asked() < LEASE.toNanos()
                        && !node.equals(me)
                        && !now.others().containsKey(node);
    }

    /**
     * Whether another node has not beaten for so long up to the last time that this one could look, nor since. One that is new to this
     * node has.
     *
     * @param beats how often it has beaten by now
     */
    boolean isSilent(NodeId node, long beats, Duration time) {
        Known now = known;
        Seen seen = now.others().get(node);
        return seen != null && seen.beats() >= beats && now.asked() - seen.at() >= time.toNanos();
    }

    /** Whether this node has shown itself to others since a time by {@link #now}. */
    boolean hasBeatenSince(long time) {
        Known now = known;
        return now.answered() && now.asked() - time >= 0;
    }

    /** The last ending that there was at the last beat. */
    long lastEnding() {
        return known.lastEnding();
    }

    /** Up to which ending this node has followed; empty before the first time. Each beat says so. */
    OptionalLong followed() {
        return followed;
    }

    void followed(long number) {
        followed = OptionalLong.of(number);
    }

    /**
     * The latest time by {@link #now} of which is known that this node has followed whatever had ended by then; that of its start
     * at first.
     */
    long upToDate() {
        return upToDate.get();
    }

    void upToDate(long time) {
        upToDate.accumulateAndGet(time, (known, next) -> next - known > 0 ? next : known);
    }

    /** Whose the chores were at the last beat; see {@link ChoreLease}. */
    NodeId chores() {
        return chores;
    }

    /**
     * Shows that this node lives, and looks who else does.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away
     */
    public void beat() {
        long asked = nanos.getAsLong();
        OptionalLong mark = followed;
        Beats beats = nodes.beat(me, mark);
        if (mark.orElse(0) > beats.lastEnding()) {
            // Somebody has emptied the database: the numbers begin anew.
            followed = OptionalLong.empty();
        } else if (mark.orElse(-1) >= beats.lastEnding()) {
            upToDate(asked);
        }
        compareClocks(beats.ahead(), nanos.getAsLong() - asked);
        Map<NodeId, Seen> others = new HashMap<>();
        beats.beats().forEach((node, count) -> {
            Seen before = known.others().get(node);
            others.put(node, seen(before, count, asked));
        });
        long mine = Objects.requireNonNull(others.remove(me)).beats();
        others.entrySet().removeIf(other -> hasEnded(other.getKey(), other.getValue(), asked));
        // Before this node is sure again, if it was not.
        chores = beats.chores();
        Known before = known;
        boolean goesOn = before.answered()
                && asked - before.asked() < LEASE.toNanos()
                && before.others().isEmpty() == others.isEmpty();
        boolean wasSure = before.answered() && asked - before.asked() < LIFE.toNanos() / 2;
        known = new Known(Map.copyOf(others), mine, asked, goesOn ? before.since() : asked, beats.lastEnding(), true);
        if (!wasSure) {
            knownFrom = nanos.getAsLong() + (others.isEmpty() ? 0 : LEASE.toNanos());
        }
    }

    /** @param trip how long the beat took, in nanoseconds: half of it is what the comparison may be wrong by */
    private void compareClocks(Duration ahead, long trip) {
        Duration before = storeAhead;
        boolean isNews = before == null || ahead.minus(before).abs().compareTo(SAME_CLOCK) > 0;
        boolean isExact = trip <= 2 * SAME_CLOCK.toNanos();
        if (isNews && (isExact || before == null)) {
            storeAhead = ahead;
        }
    }

    /** One that was not there a beat ago has beaten since. */
    private Seen seen(@Nullable Seen before, long count, long asked) {
        return before != null && before.beats() == count
                ? before
                : new Seen(count, asked, before != null || known.answered());
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

    /**
     * @param at when it was first seen to have beaten so often
     * @param again whether it has beaten since this node has looked first; else it may have ended before
     */
    private record Seen(long beats, long at, boolean again) {}

    /**
     * What the store answered.
     *
     * @param asked when
     * @param since from when on it has said so each time, without a pause in which others could have come and gone
     */
    private record Known(
            Map<NodeId, Seen> others, long mine, long asked, long since, long lastEnding, boolean answered) {}
}
