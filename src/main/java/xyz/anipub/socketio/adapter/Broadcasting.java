package xyz.anipub.socketio.adapter;

import java.util.List;
import java.util.Set;
import xyz.anipub.socketio.packet.Packet;

/**
 * What can be done with all sockets of a choice at once, on all nodes, without an answer.
 *
 * <p>When {@link #leaveAll} or {@link #disconnectAll} has returned, no broadcast that begins afterwards on this node reaches
 * those of its sockets by these rooms; other nodes follow as soon as they hear of it.
 *
 * <p>All methods may be called by any thread at any time. None blocks.
 */
public interface Broadcasting {

    /**
     * Sends events to all sockets that {@code options} selects: to each of them all, once each and in order, with no other
     * event of this node in between. Together they cost a socket hardly more than one.
     */
    void broadcast(List<Packet.Event> events, BroadcastOptions options);

    /**
     * Sends events, in order, to the sockets that {@code options} selects on other nodes; this node's own get nothing.
     * Without other nodes nothing happens.
     */
    void publish(List<Packet.Event> events, BroadcastOptions options);

    /** Puts all selected sockets into rooms; one that would be in too many enters none of them. */
    void joinAll(BroadcastOptions options, Set<String> rooms);

    /** Takes all selected sockets out of rooms; stored sessions, too. */
    void leaveAll(BroadcastOptions options, Set<String> rooms);

    /**
     * Disconnects all selected sockets from the namespace, and deletes their sessions if they have gone already.
     *
     * @param close whether to close their connections, with all other namespaces on them, too
     */
    void disconnectAll(BroadcastOptions options, boolean close);
}
