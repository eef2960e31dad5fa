package xyz.anipub.chat.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where nodes show that they live, and which rights have ended. Waits for the store, for a bounded time, and throws {@link
 * xyz.anipub.chat.UnavailableException} when it cannot be reached.
 *
 * <p>Endings are numbered 1, 2, 3 … over all nodes. The last {@link #KEPT} are kept.
 */
public interface NodeRepository {

    int KEPT = 200;

    /**
     * Counts one more beat of a node, in one step with reading those of all.
     *
     * @param followed the last ending after which this node delivers nothing by any right that had ended by then; empty if
     *     it has followed none yet
     */
    Beats beat(NodeId node, OptionalLong followed);

    /** Takes a node out that has ended, unless it has beaten once more since. */
    void forget(NodeId node, long beats);

    /** Writes an ending down, for all nodes to follow, and returns its number. */
    long end(NodeId by, Ending ending);

    /** The endings behind a number, in their order; empty if some of these are not kept any more, or there were never so many. */
    Optional<List<Ended>> endingsAfter(long number);

    /** How far each living node has come. One that follows no endings, such as one of a former version, is not in it. */
    Map<NodeId, Mark> followed();

    /** A node has followed up to an ending; see {@link #beat}. */
    void followed(NodeId node, long number);

    /** A node follows none any more. */
    void unfollow(NodeId node);

    /**
     * Gives the chores to a node, in one step with seeing that they are still the former's, and that this one is not among
     * those that beat. Else nothing happens. The next beats show what has.
     *
     * @param former {@link NodeId#NONE} if they were nobody's
     */
    void takeChores(NodeId node, NodeId former);

    /**
     * How far a node has come.
     *
     * @param ending up to which it has followed
     * @param beats how often it has beaten
     */
    record Mark(long ending, long beats) {}

    /** @param by the node that has written it down */
    record Ended(NodeId by, Ending ending) {}

    /**
     * What a beat shows.
     *
     * @param beats how often each node has beaten; counts compare better than the times of different machines
     * @param lastEnding the number of the last ending; 0 if there was none
     * @param chores the node that has taken them last; {@link NodeId#NONE} if none has
     * @param ahead by how much the store's clock is ahead of this machine's, give or take the way to it
     */
    record Beats(Map<NodeId, Long> beats, long lastEnding, NodeId chores, Duration ahead) {}
}
