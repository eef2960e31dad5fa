package xyz.anipub.socketio.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Packet;

/**
 * The way from an adapter to the sockets of one namespace on this node.
 *
 * <p>Ids of sockets that are not connected (not yet, or no longer) are passed over. No method blocks or throws.
 */
public interface SocketEmitter {

    /** Encodes an event once, whomever it is for. */
    Delivery prepare(Packet.Event event, EventFlags flags);

    /** Encodes each of some events once, in their order. */
    default List<Delivery> prepare(List<Packet.Event> events, EventFlags flags) {
        List<Delivery> prepared = new ArrayList<>(events.size());
        for (Packet.Event event : events) {
            prepared.add(prepare(event, flags));
        }
        return prepared;
    }

    /**
     * Puts events into the sockets' queues: of each socket all of them, in order. Writes nothing and calls no listener,
     * so that an adapter may hold the lock that decides the order of events.
     *
     * @param deliveries of this emitter
     * @param receivers of this emitter, without duplicates; not changed afterwards
     * @return what has to follow, once and without the lock: tells those who listen to outgoing events, then writes what
     *     is queued for these sockets, at once or soon on other threads
     */
    Runnable queue(List<Delivery> deliveries, List<Receiver> receivers);

    /** The socket of that id; null if it is not connected to this node. May be asked under an adapter's lock. */
    @Nullable
    Receiver receiver(String sid);

    /** Whether the socket is connected to this node; may be asked under an adapter's lock. */
    boolean isConnected(String sid);

    /**
     * Encodes an event once, sends it to each of the sockets and gathers their answers.
     *
     * @param event with an ack id that no other event of the namespace has on this node
     * @param sids without duplicates
     * @param answers told first how many connected sockets are asked, then of each how it ended
     */
    void ask(Packet.Event event, Collection<String> sids, EventFlags flags, AckCollector answers);

    /** An ack id that no other event of the namespace has on this node: for an event of another node. */
    long nextAckId();

    /** Runs a task on a thread of the application's code, for what adapters owe listeners. */
    void execute(Runnable task);

    /** What would be kept of a socket if its connection ended now; empty if it is not connected, or its client cannot come back. */
    Optional<StoredSession> session(String sid);

    /** What there is to say of a socket; empty if it is not connected. */
    Optional<SocketDetails> describe(String sid);

    /**
     * Disconnects a socket from the namespace.
     *
     * @param close whether to close its connection, with all other namespaces on it, too
     */
    void disconnect(String sid, boolean close);

    /**
     * Other nodes have broadcast events: whether the application delivers them to this node's sockets itself, in its own order.
     * Asked on the thread that delivers what other nodes send, in the order of arrival. Of several that come together it is asked
     * again, one by one, if it has not.
     *
     * @param now delivers them; to be called before this returns, or not at all
     */
    boolean intercepts(List<Packet.Event> events, BroadcastOptions options, Runnable now);

    /**
     * Another node has told an event; its handlers run on the calling thread.
     *
     * @param answer takes this node's answer, once at most; null if none is wanted
     */
    void serverEvent(Packet.Event event, @Nullable Consumer<Packet.Ack> answer);
}
