package xyz.anipub.socketio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.event.BroadcastAnswers;

/**
 * A choice of sockets of one namespace and what can be done with them (protocol section 4). Immutable: each step makes
 * a new one, in any order, and any may be kept and used by any thread.
 *
 * <p>The members of several rooms are chosen once each. A socket's id is the name of a room of its own, in
 * {@code except}, too. No call blocks.
 */
public interface BroadcastOperator {

    /**
     * Also the members of these rooms; of these only, if no room was named before.
     *
     * @throws IllegalArgumentException if no room is given: that would mean everybody
     */
    BroadcastOperator to(String... rooms);

    /** The same as {@link #to}. */
    BroadcastOperator in(String... rooms);

    /** Without the members of these rooms. */
    BroadcastOperator except(String... rooms);

    /** On this node only. */
    BroadcastOperator local();

    /** For events that may be lost: a socket that cannot take one at once misses it, attachments and all. */
    BroadcastOperator asVolatile();

    /** Whether polling answers that carry the events may be compressed, where that is switched on; true if not said. */
    BroadcastOperator compress(boolean compress);

    /**
     * How long {@link #emitWithAck} and {@link #fetchSockets} wait; {@link SocketServerConfig#ackTimeout()} if it is not said.
     *
     * @throws IllegalArgumentException if it is less than 1 ms
     */
    BroadcastOperator timeout(Duration wait);

    /**
     * Sends an event to the chosen sockets; it is encoded once.
     *
     * @param arguments anything that {@link Socket#emit} takes
     * @throws IllegalArgumentException if the name is reserved, or an argument is of another type
     */
    void emit(String event, @Nullable Object... arguments);

    /**
     * Sends events of one name, in order, as if each were sent by {@link #emit}; but each socket gets them together,
     * which is faster by far where there are many sockets.
     *
     * @param arguments the only argument of each event
     * @throws IllegalArgumentException as {@link #emit}; then none is sent
     */
    void emitEach(String event, List<?> arguments);

    /** Sends the event {@code message}. See {@link #emit}. */
    void send(@Nullable Object... arguments);

    /**
     * Sends an event to the chosen sockets and asks for answers; it is encoded once, and all get the same ack id.
     *
     * <p>The result never fails. It comes when every socket has answered, at once if there is none, and after the time
     * of {@link #timeout} with the answers so far. A socket that leaves, that cannot take a volatile event, or from
     * which {@link SocketServerConfig#maxPendingAcks()} answers are awaited already, is not waited for. It completes on
     * one of the listener's threads, where handlers run, which must not wait for it there.
     *
     * @param arguments anything that {@link Socket#emit} takes
     * @throws IllegalArgumentException if the name is reserved, or an argument is of another type
     */
    CompletionStage<BroadcastAnswers> emitWithAck(String event, @Nullable Object... arguments);

    /**
     * Like {@link #emitWithAck(String, Object...)}, for the first argument of each answer as a value of this type. An
     * answer that is not of this type counts as none.
     */
    <T> CompletionStage<TypedAnswers<T>> emitWithAck(Class<T> type, String event, @Nullable Object... arguments);

    /**
     * Looks for the chosen sockets on all nodes; the result is a snapshot. On one node it is there at once. It fails if
     * another node does not answer within the time of {@link #timeout}.
     */
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /** Puts the chosen sockets into rooms; one that would be in too many enters none of them. */
    void socketsJoin(String... rooms);

    /**
     * Takes the chosen sockets out of rooms. Broadcasts to these rooms that begin on this node after the return do not
     * reach them. Sockets that have lost their connection are not in these rooms when they come back, and do not get
     * what was sent there.
     */
    void socketsLeave(String... rooms);

    /**
     * Disconnects the chosen sockets, like {@link Socket#disconnect}; those that have lost their connection come back
     * as somebody new. After the return no broadcast that begins on
     * this node reaches them.
     *
     * @param close whether to close their connections, with all other namespaces on them, too
     */
    void disconnectSockets(boolean close);

    /**
     * Deletes what is kept for those of the chosen sockets that have lost their connection: they come back as somebody
     * new. Those that are connected stay, and are kept when they lose it later.
     */
    void forgetSessions();
}
