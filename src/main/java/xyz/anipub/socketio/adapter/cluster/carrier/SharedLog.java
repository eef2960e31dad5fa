package xyz.anipub.socketio.adapter.cluster.carrier;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import xyz.anipub.socketio.adapter.log.EntryId;

/**
 * What a carrier keeps for all nodes of a namespace: the broadcasts, in one order, and the sessions of their sockets, so that a
 * client can come back to any node.
 *
 * <p>All methods may be called by any thread. None blocks; what they return is done in seconds at most, and fails if the log cannot be
 * reached.
 */
public interface SharedLog {

    /** This node's name, 16 hex digits. */
    String uid();

    /** Sends a broadcast to all other nodes, as {@link Carrier#publish}, with its number among this node's own. */
    void publish(ClusterMessage.Broadcast message, long number);

    /** Whether all of this node's own up to that number are in the log, or never will be. */
    boolean hasAdded(long number);

    /** Everything up to there has been handled; called in order. */
    void handled(EntryId id);

    /** Whether all of another node's up to that number have been handled here. */
    boolean hasHandled(String uid, long number);

    /**
     * Hears up to where the log was read, on the thread that handles what comes in, behind what came before; at the beginning,
     * too.
     */
    void onRead(Consumer<EntryId> listener);

    /** Hears that one of this node's own is not in the log, and never will be; must neither wait nor throw. */
    void onLost(Runnable listener);

    /** Whether everything behind that entry is still there. */
    CompletionStage<Boolean> isKept(EntryId from);

    /** The next entries behind that one, in order; none at the end. */
    CompletionStage<List<Entry>> after(EntryId from);

    /**
     * Takes entries out of the log that say something; reads all of it.
     *
     * @param text asked of what an entry says, each byte a character
     * @return how many there were
     */
    CompletionStage<Integer> retract(Predicate<String> text);

    /**
     * One that is in the log.
     *
     * @param sender the name of the node, if it said one
     * @param number which of that node's own it is, if it said so
     * @param broadcast empty if it is another message, or another namespace's
     * @param bytes its length
     */
    record Entry(
            EntryId id,
            Optional<String> sender,
            OptionalLong number,
            Optional<ClusterMessage.Broadcast> broadcast,
            long bytes) {}

    /** Whether sessions can be kept now, as far as is known. */
    boolean isReachable();

    /** Keeps a session of this node, in place of what was kept of it. */
    CompletionStage<?> save(KeptSession session, Duration lifetime);

    /**
     * The same, if something is kept of it.
     *
     * @return false if not: another node has taken it
     */
    CompletionStage<Boolean> replace(KeptSession session, Duration lifetime);

    /** Keeps a session of this node no longer. */
    CompletionStage<?> delete(String pid);

    /** Takes a session of another node, which nobody gets after that. */
    CompletionStage<Optional<KeptSession>> take(String uid, String pid);
}
