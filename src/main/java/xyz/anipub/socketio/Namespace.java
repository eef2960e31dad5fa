package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.event.EventHandler;
import xyz.anipub.socketio.event.RemoteBroadcastHandler;

/**
 * A place that clients join, with its own sockets, rooms, checks and handlers (protocol sections 3.3 and 3.4).
 *
 * <p>Thread-safe; concurrent collections throughout, no lock. Middlewares and handlers are usually registered before
 * the first client comes; later ones count for later clients.
 */
public interface Namespace extends Broadcaster, Handling {

    /** {@code "/"} or {@code "/name"}. */
    String name();

    /** Sets the check that comes before all middlewares and may take its time, in place of an earlier one. */
    void checkFirst(EntryCheck check);

    /**
     * Sets the check of clients that want their earlier socket back, in place of an earlier one; without one, whoever
     * knows the secret id of a session gets it. Middlewares run before it, as for everybody.
     */
    void onRecovery(RecoveryCheck check);

    /** Sends an event to everybody. See {@link BroadcastOperator#emit}. */
    void emit(String event, @Nullable Object... arguments);

    /** Sends the event {@code message} to everybody. See {@link BroadcastOperator#emit}. */
    void send(@Nullable Object... arguments);

    /**
     * Runs a task whose answers and events leave together: all that it sends to one socket in one piece, when it has ended. For
     * those of one moment: nothing that it sends is written before.
     */
    void together(Runnable sending);

    /**
     * Runs a task and reports when what its thread has sent on this node has left. Whoever sends the next only then has more leave in
     * one piece, the longer that takes.
     *
     * @return completes once it has left, as far as the sockets' transports could take it: at once, or on a thread that writes to many
     *     sockets and must not be blocked
     */
    CompletionStage<Void> departure(Runnable sending);

    /** To everybody in the namespace. */
    @Override
    BroadcastOperator broadcast();

    /** Hears how rooms change on this node: the protocol's {@code create-room} and so on. */
    void onRoomChange(RoomListener listener);

    /**
     * Tells an event to this namespace on all other nodes, not on this one. With an adapter of a single node nothing
     * happens but a warning, once.
     *
     * @param arguments anything that {@link Socket#emit} takes
     * @throws IllegalArgumentException if the name is {@code connect}, {@code connection} or {@code new_namespace}, or
     *     an argument is of another type
     */
    void serverSideEmit(String event, @Nullable Object... arguments);

    /**
     * Like {@link #serverSideEmit}, asking each other node for one answer.
     *
     * @return the arguments of the answers; at once and empty if there is no other node. It fails if not all answer
     *     within {@link SocketServerConfig#ackTimeout()}
     */
    CompletionStage<List<List<JsonValue>>> serverSideEmitWithAck(String event, @Nullable Object... arguments);

    /**
     * Sends events of one name, in order, to the members of a room on all other nodes, and to none here: for an application that
     * delivers to this node's sockets itself, in its own order. With an adapter of a single node nothing happens.
     *
     * @param arguments the only argument of each event; see {@link Socket#emit}
     * @throws IllegalArgumentException as {@link BroadcastOperator#emitEach}; then none is sent
     */
    void publishEach(String room, String event, List<?> arguments);

    /**
     * Sets what is asked before an event that another node broadcast is delivered to this node's sockets, in place of an earlier
     * one: an application that numbers its events can deliver them in the order of the numbers.
     */
    void onRemoteBroadcast(RemoteBroadcastHandler handler);

    /**
     * Says that the application is about to deliver something in another order than that in which other nodes sent it or were sent it
     * ({@link #onRemoteBroadcast}, {@link #publishEach}): clients whose last event comes within that time can come back to this node
     * only. To be called before, and again as long as something waits.
     */
    void reorder(Duration time);

    /**
     * Sees to it that clients which come back are not sent what says something that nobody is to read any more; they are not told that
     * they miss it. Reads all that is kept for them: for many at once, and now and then.
     *
     * @param text asked of packets as they are on the wire, a binary one as Latin-1; must neither wait nor throw
     * @param everywhere also in what all nodes keep together; if not, only what this one keeps
     * @return completes when it is done, and fails if what all nodes keep could not be reached: to be asked for again then
     */
    CompletionStage<?> retract(Predicate<String> text, boolean everywhere);

    /** Whether clients that have lost their connection may come back to another node than they were on. */
    boolean isRecoveryShared();

    /** Whether there may be other nodes that {@link #serverSideEmit} reaches. */
    boolean isShared();

    /** Handles an event that another node tells; on a thread of the adapter, which it must not block. */
    void onServerEvent(String event, EventHandler handler);

    /** The sockets connected to this node. A snapshot. */
    Collection<Socket> sockets();

    /** The socket of that id, if it is connected to this node. */
    Optional<Socket> socket(String sid);

    /** What has gone through the sockets on this node so far. */
    SocketTraffic traffic();
}
