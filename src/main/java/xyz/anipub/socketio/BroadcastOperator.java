package xyz.anipub.socketio;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Broadcasting;
import xyz.anipub.socketio.adapter.Requests;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.connection.BroadcastAcks;
import xyz.anipub.socketio.event.BroadcastAnswers;
import xyz.anipub.socketio.packet.Packet;

/**
 * A choice of sockets of one namespace and what can be done with them (protocol section 4). Immutable: each step makes
 * a new one, in any order, and any may be kept and used by any thread.
 *
 * <p>The members of several rooms are chosen once each. A socket's id is the name of a room of its own, in
 * {@code except}, too. No call blocks.
 */
public final class BroadcastOperator {

    private final Namespace namespace;
    private final Broadcasting target;
    private final BroadcastOptions options;
    private final Duration timeout;

    BroadcastOperator(Namespace namespace, BroadcastOptions options, Duration timeout) {
        this(namespace, namespace.adapter(), options, timeout);
    }

    /** @param target does what is asked for; one that cannot ask for answers refuses what wants any */
    BroadcastOperator(Namespace namespace, Broadcasting target, BroadcastOptions options, Duration timeout) {
        this.namespace = namespace;
        this.target = target;
        this.options = options;
        this.timeout = timeout;
    }

    /**
     * Also the members of these rooms; of these only, if no room was named before.
     *
     * @throws IllegalArgumentException if no room is given: that would mean everybody
     */
    public BroadcastOperator to(String... rooms) {
        if (rooms.length == 0) {
            throw new IllegalArgumentException("no room given");
        }
        return with(options.to(List.of(rooms)));
    }

    /** The same as {@link #to}. */
    public BroadcastOperator in(String... rooms) {
        return to(rooms);
    }

    /** Without the members of these rooms. */
    public BroadcastOperator except(String... rooms) {
        return with(options.except(List.of(rooms)));
    }

    /** On this node only. */
    public BroadcastOperator local() {
        return with(options.local());
    }

    /** For events that may be lost: a socket that cannot take one at once misses it, attachments and all. */
    public BroadcastOperator asVolatile() {
        return with(options.asVolatile());
    }

    /** Whether polling answers that carry the events may be compressed, where that is switched on; true if not said. */
    public BroadcastOperator compress(boolean compress) {
        return with(options.with(options.flags().compressed(compress)));
    }

    /**
     * How long {@link #emitWithAck} and {@link #fetchSockets} wait; {@link SocketServerConfig#ackTimeout()} if it is not said.
     *
     * @throws IllegalArgumentException if it is less than 1 ms
     */
    public BroadcastOperator timeout(Duration wait) {
        if (wait.toMillis() < 1) {
            throw new IllegalArgumentException("a timeout needs at least 1 ms");
        }
        return new BroadcastOperator(namespace, target, options, wait);
    }

    /**
     * Sends an event to the chosen sockets; it is encoded once.
     *
     * @param arguments anything that {@link Socket#emit} takes
     * @throws IllegalArgumentException if the name is reserved, or an argument is of another type
     */
    public void emit(String event, @Nullable Object... arguments) {
        target.broadcast(List.of(Outgoing.event(namespace, event, arguments)), options);
    }

    /**
     * Sends events of one name, in order, as if each were sent by {@link #emit}; but each socket gets them together,
     * which is faster by far where there are many sockets.
     *
     * @param arguments the only argument of each event
     * @throws IllegalArgumentException as {@link #emit}; then none is sent
     */
    public void emitEach(String event, List<?> arguments) {
        target.broadcast(Outgoing.events(namespace, event, arguments), options);
    }

    /** Sends the event {@code message}. See {@link #emit}. */
    public void send(@Nullable Object... arguments) {
        emit(Outgoing.MESSAGE, arguments);
    }

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
    public CompletionStage<BroadcastAnswers> emitWithAck(String event, @Nullable Object... arguments) {
        Packet.Event question = Outgoing.event(namespace, event, arguments).withId(namespace.nextAckId());
        BroadcastAcks answers = new BroadcastAcks();
        answers.endAfter(timeout, namespace.timeouts());
        requests().broadcastWithAck(question, options, timeout, answers);
        return answers.result();
    }

    /**
     * Like {@link #emitWithAck(String, Object...)}, for the first argument of each answer as a value of this type. An
     * answer that is not of this type counts as none.
     */
    public <T> CompletionStage<TypedAnswers<T>> emitWithAck(
            Class<T> type, String event, @Nullable Object... arguments) {
        return emitWithAck(event, arguments).thenApply(all -> TypedAnswers.of(all, type, namespace.handlers()));
    }

    /**
     * Looks for the chosen sockets on all nodes; the result is a snapshot. On one node it is there at once. It fails if
     * another node does not answer within the time of {@link #timeout}.
     */
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return requests().fetchSockets(options, timeout).thenApply(found -> found.stream()
                .map(details -> new RemoteSocket(namespace, details))
                .toList());
    }

    /** Puts the chosen sockets into rooms; one that would be in too many enters none of them. */
    public void socketsJoin(String... rooms) {
        target.joinAll(options, Set.copyOf(List.of(rooms)));
    }

    /**
     * Takes the chosen sockets out of rooms. Broadcasts to these rooms that begin on this node after the return do not
     * reach them. Sockets that have lost their connection are not in these rooms when they come back, and do not get
     * what was sent there.
     */
    public void socketsLeave(String... rooms) {
        target.leaveAll(options, Set.copyOf(List.of(rooms)));
    }

    /**
     * Disconnects the chosen sockets, like {@link Socket#disconnect}; those that have lost their connection come back
     * as somebody new. After the return no broadcast that begins on
     * this node reaches them.
     *
     * @param close whether to close their connections, with all other namespaces on them, too
     */
    public void disconnectSockets(boolean close) {
        target.disconnectAll(options, close);
    }

    /**
     * Deletes what is kept for those of the chosen sockets that have lost their connection: they come back as somebody
     * new. Those that are connected stay, and are kept when they lose it later.
     */
    public void forgetSessions() {
        namespace.adapter().recovery().ifPresent(recovery -> recovery.forgetSessions(options));
    }

    private BroadcastOperator with(BroadcastOptions changed) {
        return new BroadcastOperator(namespace, target, changed, timeout);
    }

    private Requests requests() {
        if (target instanceof Requests requests) {
            return requests;
        }
        throw new UnsupportedOperationException("a parent namespace cannot ask: ask from its children");
    }
}
