package xyz.anipub.socketio.adapter;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.packet.Packet;

/**
 * What is asked of all sockets of a choice, and what nodes tell and ask each other.
 *
 * <p>All methods may be called by any thread at any time. None blocks.
 */
public interface Requests {

    /** Whether there may be other nodes. */
    default boolean isShared() {
        return false;
    }

    /**
     * Sends an event to all sockets that {@code options} selects, to each once, and gathers their answers.
     *
     * @param event with an ack id
     * @param timeout when {@code answers} stops waiting; other nodes have to stop then, too
     */
    void broadcastWithAck(Packet.Event event, BroadcastOptions options, Duration timeout, AckCollector answers);

    /** Looks for all selected sockets; fails if other nodes do not answer within the timeout. */
    CompletionStage<List<SocketDetails>> fetchSockets(BroadcastOptions options, Duration timeout);

    /**
     * Sends events, in order, to the sockets that {@code options} selects on other nodes; this node's own get nothing.
     * Without other nodes nothing happens.
     */
    default void publish(List<Packet.Event> events, BroadcastOptions options) {}

    /** Tells an event to all other nodes, not to this one; see {@link SocketEmitter#serverEvent}. */
    void serverSideEmit(Packet.Event event);

    /**
     * The same, gathering one answer of each other node.
     *
     * @return the answers; at once if there is no other node. It fails if not all answer in time
     */
    CompletionStage<List<Packet.Ack>> serverSideEmitWithAck(Packet.Event event, Duration timeout);
}
