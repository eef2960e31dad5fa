package xyz.anipub.socketio.server;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Cork;
import xyz.anipub.engineio.Departure;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.EntryCheck;
import xyz.anipub.socketio.FailureHandler;
import xyz.anipub.socketio.Middleware;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.RecoveryCheck;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.SocketEventFunction;
import xyz.anipub.socketio.SocketEventHandler;
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
import xyz.anipub.socketio.connection.TrafficCounters;
import xyz.anipub.socketio.delivery.LocalDelivery;
import xyz.anipub.socketio.delivery.Outgoing;
import xyz.anipub.socketio.event.EventHandler;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.event.RemoteBroadcastHandler;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.packet.Packet;

/**
 * A namespace on this node: its adapter, its sockets, and what its clients pass on their way in.
 *
 * <p>Thread-safe; concurrent collections throughout, no lock.
 */
final class LocalNamespace implements Namespace {

    private static final int GONE = -1;

    private final String name;
    private final SocketServerConfig config;
    private final Timeouts timeouts;
    private final Adapter adapter;
    private final ServerEvents serverEvents = new ServerEvents();
    private final LocalSockets sockets;
    private final NamespaceEntry entry = new NamespaceEntry(this);
    private final AtomicInteger visitors = new AtomicInteger();
    private volatile boolean kept;
    private volatile Runnable whenEmpty = () -> {};
    private final Handlers handlers = new Handlers();

    LocalNamespace(
            String name, SocketServerConfig config, Executor listener, Timeouts timeouts, AdapterFactory adapters) {
        this.name = name;
        this.config = config;
        this.timeouts = timeouts;
        this.sockets = new LocalSockets(config.parser(), serverEvents, listener);
        this.adapter = adapters.create(name, sockets);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void use(Middleware middleware) {
        entry.use(middleware);
    }

    @Override
    public void checkFirst(EntryCheck check) {
        entry.checkFirst(check);
    }

    @Override
    public void onConnection(Consumer<Socket> handler) {
        entry.onConnection(handler);
    }

    @Override
    public void onRecovery(RecoveryCheck check) {
        entry.onRecovery(check);
    }

    @Override
    public void onHandlerError(FailureHandler handler) {
        handlers.onBug(handler);
    }

    Handlers handlers() {
        return handlers;
    }

    @Override
    public PayloadCodec payloads() {
        return handlers.payloads();
    }

    @Override
    public void on(String event, SocketEventHandler handler) {
        handlers.on(event, handler);
    }

    @Override
    public void answer(String event, SocketEventFunction handler) {
        handlers.answer(event, handler);
    }

    @Override
    public void onFailure(Class<? extends Throwable> type, FailureHandler handler) {
        handlers.onFailure(type, handler);
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        broadcast().emit(event, arguments);
    }

    @Override
    public void send(@Nullable Object... arguments) {
        broadcast().send(arguments);
    }

    @Override
    public void together(Runnable sending) {
        Cork.hold(sending);
    }

    @Override
    public CompletionStage<Void> departure(Runnable sending) {
        return Departure.of(sending);
    }

    @Override
    public BroadcastOperator broadcast() {
        return broadcast(BroadcastOptions.everybody());
    }

    @Override
    public void onRoomChange(RoomListener listener) {
        adapter.listen(listener);
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... arguments) {
        adapter.serverSideEmit(ServerEvents.event(name, event, arguments));
    }

    @Override
    public CompletionStage<List<List<JsonValue>>> serverSideEmitWithAck(String event, @Nullable Object... arguments) {
        return adapter.serverSideEmitWithAck(ServerEvents.event(name, event, arguments), config.ackTimeout())
                .thenApply(
                        answers -> answers.stream().map(Packet.Ack::arguments).toList());
    }

    @Override
    public void publishEach(String room, String event, List<?> arguments) {
        if (isShared()) {
            adapter.publish(
                    Outgoing.events(this, event, arguments),
                    BroadcastOptions.everybody().to(List.of(room)));
        }
    }

    @Override
    public void onRemoteBroadcast(RemoteBroadcastHandler handler) {
        sockets.intercept(handler);
    }

    @Override
    public void reorder(Duration time) {
        adapter.recovery().ifPresent(recovery -> recovery.doubt(time));
    }

    @Override
    public CompletionStage<?> retract(Predicate<String> text, boolean everywhere) {
        Optional<Recovery> recovery = adapter.recovery();
        return recovery.isPresent() ? recovery.get().retract(text, everywhere) : CompletableFuture.completedStage(null);
    }

    @Override
    public boolean isRecoveryShared() {
        return adapter.recovery().filter(Recovery::outlivesNode).isPresent();
    }

    @Override
    public boolean isShared() {
        return adapter.isShared();
    }

    @Override
    public void onServerEvent(String event, EventHandler handler) {
        serverEvents.on(event, handler);
    }

    @Override
    public Collection<Socket> sockets() {
        return sockets.all();
    }

    @Override
    public Optional<Socket> socket(String sid) {
        return Optional.ofNullable(sockets.get(sid));
    }

    @Override
    public TrafficCounters traffic() {
        return sockets.traffic();
    }

    BroadcastOperator broadcast(BroadcastOptions options) {
        return new NamespaceBroadcast(this, options, config.ackTimeout());
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
        entry.connect(client, handshake);
    }

    /** @param pid the secret by which its client may ask for it again */
    LocalSocket newSocket(Client client, Handshake handshake, String sid, String pid) {
        return new LocalSocket(client, this, handshake, new PendingAcks(config.maxPendingAcks(), timeouts), sid, pid);
    }

    int maxRooms() {
        return config.limits().maxRooms();
    }

    /** A socket's end is complete. */
    void ended(LocalSocket socket) {
        sockets.ended(socket);
        released();
    }

    /** The socket of that secret, connected or about to end. */
    Optional<LocalSocket> socketByPid(String pid) {
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

    void copyTo(LocalNamespace child) {
        entry.copyTo(child.entry);
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

    void register(LocalSocket socket) {
        sockets.add(socket);
    }

    void unregister(LocalSocket socket) {
        sockets.remove(socket);
    }
}
