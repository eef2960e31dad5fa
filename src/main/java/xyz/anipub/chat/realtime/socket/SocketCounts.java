package xyz.anipub.chat.realtime.socket;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.NodeId;

/**
 * How many sockets each user has on the other nodes, as these have told lately. Whoever was not heard for {@link #LIFE} has none:
 * each node counts its own then.
 *
 * <p>Any thread may ask; {@link #take} and {@link #forget} are called by one at a time. Of each node it keeps a number for each user
 * who has sockets there.
 */
@SingletonBean
public class SocketCounts {

    /** Some beats. Short, as the clients of a node that died are to be let in elsewhere. */
    static final Duration LIFE = LimitsFeed.BEAT.multipliedBy(5);

    private static final int MAX_NODES = 100;

    private final Map<NodeId, Copy> nodes = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** What another node has told. */
    private static final class Copy {

        final Map<UserId, Integer> sockets = new ConcurrentHashMap<>();

        /** The number of the next message, if none is lost. */
        long next;

        /** Whether nothing that was told is missing. */
        boolean whole;

        volatile long heard;
    }

    public SocketCounts() {
        this(System::nanoTime);
    }

    /** @param nanos a clock like {@link System#nanoTime()} */
    public SocketCounts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The sockets of a user on all nodes but this. */
    int of(UserId user) {
        long now = nanos.getAsLong();
        long all = nodes.values().stream()
                .filter(copy -> !isSilent(copy, now))
                .mapToLong(copy -> copy.sockets.getOrDefault(user, 0))
                .sum();
        return (int) Math.min(all, Integer.MAX_VALUE / 2);
    }

    /**
     * Takes what a node has told.
     *
     * @param number of its message; the next one has the next
     * @param first whether it begins with all it has, in this message and the next ones
     * @param counts users with the number of their sockets there
     * @return whether all is known that it has told; else it is to begin anew
     */
    boolean take(NodeId node, long number, boolean first, Map<UserId, Integer> counts) {
        if (!nodes.containsKey(node) && nodes.size() >= MAX_NODES) {
            return true;
        }
        Copy known = nodes.get(node);
        Copy copy = first || known == null ? new Copy() : known;
        copy.whole = first || copy.whole && number == copy.next;
        copy.next = number + 1;
        copy.heard = nanos.getAsLong();
        counts.forEach((user, count) -> {
            if (count > 0) {
                copy.sockets.put(user, count);
            } else {
                copy.sockets.remove(user);
            }
        });
        nodes.put(node, copy);
        return copy.whole;
    }

    void forget(NodeId node) {
        nodes.remove(node);
    }

    /** Forgets the nodes that do not count any more. */
    void forgetSilent() {
        long now = nanos.getAsLong();
        nodes.values().removeIf(copy -> isSilent(copy, now));
    }

    private static boolean isSilent(Copy copy, long now) {
        return now - copy.heard >= LIFE.toNanos();
    }
}
