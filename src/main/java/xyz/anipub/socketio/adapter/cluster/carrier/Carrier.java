package xyz.anipub.socketio.adapter.cluster.carrier;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.adapter.RoomMembership;

/**
 * Carries the messages of one namespace between nodes.
 *
 * <p><b>Order.</b> What one thread publishes arrives in that order, but broadcasts on the one hand, requests and answers on the
 * other may overtake each other. <b>Once-ness</b> is the carrier's: what it promises while it cannot reach anybody, its
 * implementation says.
 *
 * <p>All methods may be called by any thread. None blocks, and none throws because other nodes cannot be reached: that is the
 * carrier's to keep for later, or to count and log.
 */
public interface Carrier extends AutoCloseable {

    /**
     * Begins to bring what other nodes send to this namespace; called once. What this node itself has sent does not come.
     *
     * @param rooms those that are on this node: what is for others may be left out
     */
    void open(Inbox inbox, RoomMembership rooms);

    /** Sends a message to all other nodes; one that is longer than they read is counted instead. */
    void publish(ClusterMessage message);

    /**
     * Sends an answer to the node that has asked.
     *
     * @param asker its name, if it said one; without, the answer may reach nobody
     * @throws IllegalArgumentException if it is longer than others read
     */
    void answer(Optional<String> asker, ClusterMessage.Answer answer);

    /** The log that all nodes share, if this family has one. */
    default Optional<SharedLog> log() {
        return Optional.empty();
    }

    /** How many nodes have this namespace now, this one counted; fails, in seconds at most, if nobody can be asked. */
    CompletionStage<Integer> nodes();

    /** Brings nothing any more, and no longer counts as a node. May be repeated. */
    @Override
    void close();
}
