package xyz.anipub.socketio.adapter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.packet.Packet;

/**
 * The rooms of one namespace: delivery lists of socket ids (protocol section 4).
 *
 * <p><b>Life of a socket.</b> A socket takes part from {@link #add} to {@link #remove}. Outside of that
 * {@link #join} and {@link #leave} do nothing, so a socket that leaves while others move it about stays in no room.
 *
 * <p><b>What a return means.</b> When {@link #leave}, {@link #leaveAll} or {@link #remove} has returned, no broadcast
 * that begins afterwards on this node reaches those sockets by that room. A broadcast under way on another thread may
 * have taken them already.
 *
 * <p><b>Threads.</b> All methods may be called by any thread at any time. Implementations hold no lock while they call
 * the {@link SocketEmitter}, but for {@link SocketEmitter#queue} and {@link SocketEmitter#isConnected}, which allow it.
 */
public interface Adapter extends AutoCloseable {

    /** A socket takes part from now on; its first room has its own id as name. */
    void add(String sid);

    /** A socket no longer takes part: it leaves all rooms. May be repeated. */
    void remove(String sid);

    /**
     * Puts a socket of this node into rooms; those it is in already stay as they are.
     *
     * @throws IllegalStateException if these would be more rooms than a socket may be in; then it enters none of them
     */
    void join(String sid, Set<String> rooms);

    /** Takes a socket of this node out of a room, if it is in there. A room without sockets is gone. */
    void leave(String sid, String room);

    /** The rooms of a socket of this node, its own id included; empty if it does not take part. A snapshot. */
    Set<String> rooms(String sid);

    /**
     * Sends events to all sockets that {@code options} selects: to each of them all, once each and in order, with no other
     * event of this node in between. Together they cost a socket hardly more than one.
     */
    void broadcast(List<Packet.Event> events, BroadcastOptions options);

    /**
     * Sends an event to all sockets that {@code options} selects, to each once, and gathers their answers.
     *
     * @param event with an ack id
     * @param timeout when {@code answers} stops waiting; other nodes have to stop then, too
     */
    void broadcastWithAck(Packet.Event event, BroadcastOptions options, Duration timeout, AckCollector answers);

    /** Looks for all selected sockets; fails if other nodes do not answer within the timeout. */
    CompletionStage<List<SocketDetails>> fetchSockets(BroadcastOptions options, Duration timeout);

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

    /** Hears from now on how rooms change on this node. */
    void listen(RoomListener listener);

    /** Tells an event to all other nodes, not to this one; see {@link SocketEmitter#serverEvent}. */
    void serverSideEmit(Packet.Event event);

    /**
     * The same, gathering one answer of each other node.
     *
     * @return the answers; at once if there is no other node. It fails if not all answer in time
     */
    CompletionStage<List<Packet.Ack>> serverSideEmitWithAck(Packet.Event event, Duration timeout);

    /** What lets clients come back after a lost connection; empty if this adapter keeps nothing for them. */
    default Optional<Recovery> recovery() {
        return Optional.empty();
    }

    /** Gives up what the adapter holds outside of this node. Sockets are not touched. */
    @Override
    void close();
}
