package xyz.anipub.chat.node;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;

/**
 * Has a node deliver nothing more by its rights once it may have missed that they ended: whoever ends one waits until a node has
 * given no sign of life for {@link Endings#PATIENCE}, and no longer.
 *
 * <p>A node learns from the store which rights have ended, or from another node, which can be reached without the store, that none has.
 * If it had neither for the time of its {@link FenceLimit}, it is cut off, and its connections are closed. From when on it hears of an
 * ending that it has not followed, only the store informs it. Connections are closed, too, if the process stood still for so
 * long: it cannot know what was done meanwhile, not even whether it is still alone. Whoever comes then is closed, too, until the node
 * has beaten: before that others may take it for silent, and wait for it with no ending. A node that is alone, and hears of
 * nobody, goes on without its store: nobody can end a right there.
 *
 * <p>The time is the longer of what two clocks say: one stands still while the machine is suspended, the other one may be set.
 *
 * <p>Safe for threads, without a lock: whoever finds that the time is over closes everything, even while another thread does,
 * and goes on only then. {@link #check} is to be called by a timer, several times within the limit, and before whatever is
 * delivered.
 */
@SingletonBean
public class Fence {

    private static final System.Logger LOG = System.getLogger(Fence.class.getName());

    private final LiveNodes nodes;
    private final FencedDelivery delivery;
    private final FenceLimit limit;
    private final LongSupplier millis;
    private final Set<Thread> closing = ConcurrentHashMap.newKeySet();

    private volatile boolean raised;
    private final AtomicReference<Moment> checked = new AtomicReference<>(new Moment(0, 0));

    /** When another node was heard last, by {@link LiveNodes#now}. */
    private volatile long heard;

    /** When an ending was heard of that this node had not followed, by the same clock. */
    private volatile @Nullable Long missed;

    /** When everything was closed last, by the same clock. */
    private volatile @Nullable Long closed;

    /** When it was found last that the process had stood still, by the same clock. */
    private volatile @Nullable Long returned;

    /** A moment on both clocks. */
    private record Moment(long nanos, long millis) {

        boolean isMoreThan(Duration time, Moment before) {
            return nanos - before.nanos > time.toNanos() || millis - before.millis > time.toMillis();
        }

        Moment later(Moment other) {
            return other.nanos - nanos > 0 ? other : this;
        }
    }

    /** @param delivery asked for when it is needed: there are sockets only after the adapters, which check this fence */
    @Inject
    public Fence(LiveNodes nodes, Provider<FencedDelivery> delivery, FenceLimit limit) {
        this(nodes, () -> delivery.get().close(), limit, System::currentTimeMillis);
    }

    /** @param millis a clock that goes on while the machine is suspended */
    Fence(LiveNodes nodes, FencedDelivery delivery, FenceLimit limit, LongSupplier millis) {
        this.nodes = nodes;
        this.delivery = delivery;
        this.limit = limit;
        this.millis = millis;
    }

    /** Begins to watch, if there is a limit. For a node that others can reach; before its first socket. */
    public void raise() {
        Moment now = moment();
        checked.set(now);
        heard = now.nanos();
        raised = limit.isSet();
    }

    /** Another node can be reached, and knows of no ending behind this one. */
    public void heard(long lastEnding) {
        check();
        if (nodes.followed().orElse(-1) < lastEnding) {
            missed = nodes.now();
        } else if (!misses(nodes.upToDate())) {
            heard = nodes.now();
        }
    }

    /**
     * Closes everything if it is time to. When this returns, this node delivers by no right of which it may have missed the
     * end. Never waits.
     */
    public void check() {
        // What the closing itself has sent comes by here, too.
        if (!raised || closing.contains(Thread.currentThread())) {
            return;
        }
        Moment now = moment();
        if (now.isMoreThan(limit.time(), Objects.requireNonNull(checked.get()))) {
            returned = now.nanos();
            close(now, "it stood still");
        } else if (isCutOff(now)) {
            close(now, "neither the database nor another node has said for so long that none has");
        } else if (isUnseen()) {
            // Not noted as a closing: those who come and go would put off the next one.
            deliverNothing();
        }
        // Last, so that whoever else comes by meanwhile does not pass; and never back.
        checked.accumulateAndGet(now, Moment::later);
    }

    /** Whether this node is cut off now, so that its next clients, too, would be closed. */
    public boolean isCutOff() {
        return raised && (isCutOff(moment(), informed()) || isUnseen());
    }

    /** Whether others may still take this node, which stood still, for silent. */
    private boolean isUnseen() {
        Long since = returned;
        return since != null && !nodes.hasBeatenSince(since);
    }

    private Moment moment() {
        return new Moment(nodes.now(), millis.getAsLong());
    }

    private boolean isCutOff(Moment now) {
        Long last = closed;
        // Whoever has come since then did so by rights that the store had just confirmed.
        return isCutOff(now, last == null ? informed() : later(last, informed()));
    }

    private boolean isCutOff(Moment now, long from) {
        return now.nanos() - from > limit.time().toNanos()
                && (nodes.hadCompany(Endings.PATIENCE) || misses(nodes.upToDate()));
    }

    /** Up to when nothing can have been missed. */
    private long informed() {
        return later(heard, nodes.upToDate());
    }

    /** Whether an ending was heard of that the store has not been asked about since. */
    private boolean misses(long upToDate) {
        Long last = missed;
        return last != null && last - upToDate > 0;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    private void close(Moment now, String why) {
        Long before = closed;
        boolean isNews = before == null || informed() - before > 0;
        int count = deliverNothing();
        LOG.log(
                isNews && count > 0 ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                "This node may have missed that rights have ended, as {0}. It has closed its connections ({1}); their"
                        + " clients come back, here or on another node.",
                why,
                count);
        Long others = closed;
        closed = others == null ? now.nanos() : later(others, now.nanos());
    }

    private int deliverNothing() {
        closing.add(Thread.currentThread());
        try {
            return delivery.close();
        } finally {
            closing.remove(Thread.currentThread());
        }
    }
}
