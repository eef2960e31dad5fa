package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Cork;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.Receiver;
import xyz.anipub.socketio.adapter.Recovery;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.connection.PendingAcks;
import xyz.anipub.socketio.connection.ServerEvents;
import xyz.anipub.socketio.connection.Timeouts;
import xyz.anipub.socketio.event.EventHandler;
import xyz.anipub.socketio.event.RemoteBroadcastHandler;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.packet.Packet;

/**
 * A place that clients join, with its own sockets, rooms, checks and handlers (protocol sections 3.3 and 3.4).
 *
 * <p>Thread-safe; concurrent collections throughout, no lock. Middlewares and handlers are usually registered before
 * the first client comes; later ones count for later clients.
 */
public final class Namespace implements Broadcaster, Handling {

    private static final int GONE = -1;

    private final String name;
    private final SocketServerConfig config;
    private final Timeouts timeouts;
    private final Adapter adapter;
    private final ServerEvents serverEvents = new ServerEvents();
    private final LocalSockets sockets;
    private final Entrance entrance = new Entrance(this);
    private final AtomicInteger visitors = new AtomicInteger();
    private volatile boolean kept;
    private volatile Runnable whenEmpty = () -> {};
    private final Handlers handlers = new Handlers();

    Namespace(String name, SocketServerConfig config, Executor listener, Timeouts timeouts, AdapterFactory adapters) {
        this.name = name;
        this.config = config;
        this.timeouts = timeouts;
        this.sockets = new LocalSockets(config.parser(), serverEvents, listener);
        this.adapter = adapters.create(name, sockets);
    }

    /** {@code "/"} or {@code "/name"}. */
    public String name() {
        return name;
    }

    @Override
    public void use(Middleware middleware) {
        entrance.use(middleware);
    }

    /** Sets the check that comes before all middlewares and may take its time, in place of an earlier one. */
    public void checkFirst(EntryCheck check) {
        entrance.checkFirst(check);
    }

    @Override
    public void onConnection(Consumer<Socket> handler) {
        entrance.onConnection(handler);
    }

    /**
     * Sets the check of clients that want their earlier socket back, in place of an earlier one; without one, whoever
     * knows the secret id of a session gets it. Middlewares run before it, as for everybody.
     */
    public void onRecovery(RecoveryCheck check) {
        entrance.onRecovery(check);
    }

    @Override
    public void onHandlerError(FailureHandler handler) {
        handlers.onBug(handler);
    }

    @Override
    public Handlers handlers() {
        return handlers;
    }

    /** Sends an event to everybody. See {@link BroadcastOperator#emit}. */
    public void emit(String event, @Nullable Object... arguments) {
        broadcast().emit(event, arguments);
    }

    /** Sends the event {@code message} to everybody. See {@link BroadcastOperator#emit}. */
    public void send(@Nullable Object... arguments) {
        broadcast().send(arguments);
    }

    /**
     * Runs a task whose answers and events leave together: all that it sends to one socket in one piece, when it has ended. For
     * those of one moment: nothing that it sends is written before.
     */
    public void together(Runnable sending) {
        Cork.hold(sending);
    }

    /** To everybody in the namespace. */
    @Override
    public BroadcastOperator broadcast() {
        return broadcast(BroadcastOptions.everybody());
    }

    /** Hears how rooms change on this node: the protocol's {@code create-room} and so on. */
    public void onRoomChange(RoomListener listener) {
        adapter.listen(listener);
    }

    /**
     * Tells an event to this namespace on all other nodes, not on this one. With an adapter of a single node nothing
     * happens but a warning, once.
     *
     * @param arguments anything that {@link Socket#emit} takes
     * @throws IllegalArgumentException if the name is {@code connect}, {@code connection} or {@code new_namespace}, or
     *     an argument is of another type
     */
    public void serverSideEmit(String event, @Nullable Object... arguments) {
        adapter.serverSideEmit(ServerEvents.event(name, event, arguments));
    }

    /**
     * Like {@link #serverSideEmit}, asking each other node for one answer.
     *
     * @return the arguments of the answers; at once and empty if there is no other node. It fails if not all answer
     *     within {@link SocketServerConfig#ackTimeout()}
     */
    public CompletionStage<List<List<JsonValue>>> serverSideEmitWithAck(String event, @Nullable Object... arguments) {
        return adapter.serverSideEmitWithAck(ServerEvents.event(name, event, arguments), config.ackTimeout())
                .thenApply(
                        answers -> answers.stream().map(Packet.Ack::arguments).toList());
    }

    /**
     * Sends events of one name, in order, to the members of a room on all other nodes, and to none here: for an application that
     * delivers to this node's sockets itself, in its own order. With an adapter of a single node nothing happens.
     *
     * @param arguments the only argument of each event; see {@link Socket#emit}
     * @throws IllegalArgumentException as {@link BroadcastOperator#emitEach}; then none is sent
     */
    public void publishEach(String room, String event, List<?> arguments) {
        if (isShared()) {
            adapter.publish(
                    Outgoing.events(this, event, arguments),
                    BroadcastOptions.everybody().to(List.of(room)));
        }
    }

    /**
     * Sets what is asked before an event that another node broadcast is delivered to this node's sockets, in place of an earlier
     * one: an application that numbers its events can deliver them in the order of the numbers.
     */
    public void onRemoteBroadcast(RemoteBroadcastHandler handler) {
        sockets.intercept(handler);
    }

    /**
     * Says that the application is about to deliver something in another order than that in which other nodes sent it or were sent it
     * ({@link #onRemoteBroadcast}, {@link #publishEach}): clients whose last event comes within that time can come back to this node
     * only. To be called before, and again as long as something waits.
     */
    public void reorder(Duration time) {
        adapter.recovery().ifPresent(recovery -> recovery.doubt(time));
    }

    /**
     * Sees to it that clients which come back are not sent what says something that nobody is to read any more; they are not told that
     * they miss it. Reads all that is kept for them: for many at once, and now and then.
     *
     * @param text asked of packets as they are on the wire, a binary one as Latin-1; must neither wait nor throw
     * @param everywhere also in what all nodes keep together; if not, only what this one keeps
     */
    public void retract(Predicate<String> text, boolean everywhere) {
        adapter.recovery().ifPresent(recovery -> recovery.retract(text, everywhere));
    }

    /** Whether clients that have lost their connection may come back to another node than they were on. */
    public boolean isRecoveryShared() {
        return adapter.recovery().filter(Recovery::outlivesNode).isPresent();
    }

    /** Whether there may be other nodes that {@link #serverSideEmit} reaches. */
    public boolean isShared() {
        return adapter.isShared();
    }

    /** Handles an event that another node tells; on a thread of the adapter, which it must not block. */
    public void onServerEvent(String event, EventHandler handler) {
        serverEvents.on(event, handler);
    }

    /** The sockets connected to this node. A snapshot. */
    public Collection<Socket> sockets() {
        return sockets.all();
    }

    /** The socket of that id, if it is connected to this node. */
    public Optional<Socket> socket(String sid) {
        return sockets.find(sid);
    }

    /** What has gone through the sockets on this node so far. */
    public SocketTraffic traffic() {
        return sockets.traffic();
    }

    BroadcastOperator broadcast(BroadcastOptions options) {
        return new BroadcastOperator(this, options, config.ackTimeout());
    }

    Adapter adapter() {
        return adapter;
    }

    Duration ackTimeout() {
        return config.ackTimeout();
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** Ids of acks count for the whole namespace, so that a broadcast can ask all its receivers with one packet. */
    long nextAckId() {
        return sockets.nextAckId();
    }

    PreparedMessage prepare(Packet packet) {
        return Outgoing.prepare(config.parser(), packet);
    }

    PreparedMessage prepare(Packet.Event event, EventFlags flags) {
        return Outgoing.prepare(config.parser(), event, flags);
    }

    /** A client asks to join; on its connection's serial thread. */
    void connect(Client client, Handshake handshake) {
        entrance.connect(client, handshake);
    }

    /** @param pid the secret by which its client may ask for it again */
    Socket newSocket(Client client, Handshake handshake, String sid, String pid) {
        return new Socket(client, this, handshake, new PendingAcks(config.maxPendingAcks(), timeouts), sid, pid);
    }

    int maxRooms() {
        return config.limits().maxRooms();
    }

    /** A socket's end is complete. */
    void ended(Socket socket) {
        sockets.ended(socket);
        released();
    }

    /** The socket of that secret, connected or about to end. */
    Optional<Socket> socketByPid(String pid) {
        return sockets.findByPid(pid);
    }

    LocalDelivery delivery(Packet.Event event, EventFlags flags) {
        return sockets.prepare(event, flags);
    }

    /** Runs a task where the application's code runs. */
    void execute(Runnable task) {
        sockets.execute(task);
    }

    /** See {@link LocalSockets#queue}. */
    Runnable queue(List<Delivery> deliveries, List<Receiver> receivers) {
        return sockets.queue(deliveries, receivers);
    }

    void copyTo(Namespace child) {
        entrance.copyTo(child.entrance);
        handlers.copyTo(child.handlers);
    }

    /** What happens, once, when the last client has left; to be set before the first comes. */
    void onEmpty(Runnable task) {
        whenEmpty = task;
    }

    /** A client is about to join; false if the namespace is gone. */
    boolean hold() {
        return visitors.getAndUpdate(count -> count == GONE ? GONE : count + 1) != GONE;
    }

    /** Stays from now on, even if empty; false if it is gone. */
    boolean keep() {
        if (!kept && hold()) {
            kept = true;
        }
        return kept;
    }

    /** A client has left, or did not come in. */
    void released() {
        if (visitors.decrementAndGet() == 0 && visitors.compareAndSet(0, GONE)) {
            whenEmpty.run();
        }
    }

    /** From now on somebody listens to what is sent to a socket of this one. */
    void hearOutgoing() {
        sockets.hear();
    }

    void register(Socket socket) {
        sockets.add(socket);
    }

    void unregister(Socket socket) {
        sockets.remove(socket);
    }
}
