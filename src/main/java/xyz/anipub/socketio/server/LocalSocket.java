package xyz.anipub.socketio.server;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.SocketOperator;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.connection.FewList;
import xyz.anipub.socketio.connection.PendingAcks;
import xyz.anipub.socketio.connection.SocketAttributes;
import xyz.anipub.socketio.connection.SocketRooms;
import xyz.anipub.socketio.delivery.Outgoing;
import xyz.anipub.socketio.event.AnyListener;
import xyz.anipub.socketio.event.EventHandler;
import xyz.anipub.socketio.event.EventMiddleware;
import xyz.anipub.socketio.handshake.Handshake;

/** A client of this node in one namespace. */
final class LocalSocket implements Socket {

    /** This and the three below change together, once at most, before the socket is in. */
    private volatile String id;

    private volatile String publicId;
    private volatile String pid;
    private volatile boolean moves;
    private final Client client;
    private final LocalNamespace namespace;
    private final Handshake handshake;
    private final SocketListeners listeners = new SocketListeners();
    private final SocketRooms rooms;
    private final SocketStateMachine state;
    private final SocketAttributes data;
    private final FewList<Object> attachments = new FewList<>();

    /** @param pid the secret by which its client may ask for it again */
    LocalSocket(Client client, LocalNamespace namespace, Handshake handshake, PendingAcks acks, String id, String pid) {
        this.id = id;
        this.publicId = client.publicId(id);
        this.pid = pid;
        this.client = client;
        this.namespace = namespace;
        this.handshake = handshake;
        this.rooms = new SocketRooms(namespace.adapter(), id, namespace.maxRooms());
        this.state = new SocketStateMachine(this, client, acks, listeners, rooms);
        this.data = new SocketAttributes(state::changed);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String publicId() {
        return publicId;
    }

    @Override
    public LocalNamespace namespace() {
        return namespace;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public String connectionId() {
        return client.session().id();
    }

    @Override
    public String transport() {
        return client.session().transportType().text();
    }

    @Override
    public boolean isConnected() {
        return state.isConnected();
    }

    @Override
    public boolean recovered() {
        return recovery() == RecoveryOutcome.RECOVERED;
    }

    @Override
    public RecoveryOutcome recovery() {
        return state.outcome();
    }

    @Override
    public boolean hasMoved() {
        return moves;
    }

    void moves(boolean fromElsewhere) {
        moves = fromElsewhere;
    }

    @Override
    public SocketAttributes data() {
        return data;
    }

    @Override
    public void attach(Object attachment) {
        attachments.replace(earlier -> earlier.getClass() == attachment.getClass(), attachment);
    }

    @Override
    public <T> Optional<T> attachment(Class<T> type) {
        return Optional.ofNullable(attachments.first(type));
    }

    @Override
    public void on(String event, EventHandler handler) {
        listeners.events.add(event, handler, false);
    }

    @Override
    public void once(String event, EventHandler handler) {
        listeners.events.add(event, handler, true);
    }

    @Override
    public void removeListener(String event, EventHandler handler) {
        listeners.events.remove(event, handler);
    }

    @Override
    public void removeAllListeners(String event) {
        listeners.events.removeAll(event);
    }

    @Override
    public void onAny(AnyListener listener) {
        listeners.any.add(listener);
    }

    @Override
    public void prependAny(AnyListener listener) {
        listeners.any.addFirst(listener);
    }

    @Override
    public void offAny(AnyListener listener) {
        listeners.any.remove(listener);
    }

    @Override
    public void onAnyOutgoing(AnyListener listener) {
        namespace.hearOutgoing();
        listeners.anyOutgoing.add(listener);
    }

    @Override
    public void prependAnyOutgoing(AnyListener listener) {
        namespace.hearOutgoing();
        listeners.anyOutgoing.addFirst(listener);
    }

    @Override
    public void offAnyOutgoing(AnyListener listener) {
        listeners.anyOutgoing.remove(listener);
    }

    @Override
    public void use(EventMiddleware middleware) {
        listeners.middlewares.add(middleware);
    }

    @Override
    public void onDisconnecting(BiConsumer<DisconnectReason, String> listener) {
        listeners.disconnecting.add(listener);
    }

    @Override
    public void onDisconnect(BiConsumer<DisconnectReason, String> listener) {
        listeners.disconnect.add(listener);
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        operator().emit(event, arguments);
    }

    @Override
    public void send(@Nullable Object... arguments) {
        emit(Outgoing.MESSAGE, arguments);
    }

    @Override
    public CompletionStage<List<JsonValue>> emitWithAck(String event, @Nullable Object... arguments) {
        return operator().emitWithAck(event, arguments);
    }

    @Override
    public <T> CompletionStage<T> emitWithAck(Class<T> type, String event, @Nullable Object... arguments) {
        return operator().emitWithAck(type, event, arguments);
    }

    @Override
    public SocketOperator asVolatile() {
        return operator().asVolatile();
    }

    @Override
    public SocketOperator compress(boolean compress) {
        return operator().compress(compress);
    }

    @Override
    public SocketOperator timeout(Duration wait) {
        return operator().timeout(wait);
    }

    @Override
    public void join(String... rooms) {
        if (!state.isClosed()) {
            this.rooms.join(Set.copyOf(List.of(rooms)));
        }
    }

    @Override
    public void leave(String room) {
        rooms.leave(room);
    }

    @Override
    public Set<String> rooms() {
        return rooms.all();
    }

    @Override
    public BroadcastOperator broadcast() {
        return namespace.broadcast(BroadcastOptions.everybody().except(Set.of(id)));
    }

    @Override
    public void disconnect(boolean close) {
        String detail = "disconnected by the server";
        state.putOut(detail);
        if (close) {
            client.disconnect(detail);
        }
    }

    @Override
    public void cutOff(String detail) {
        client.abandon(detail);
    }

    @Override
    public String toString() {
        return "Socket[" + namespace.name() + " " + id + "]";
    }

    private SocketOperator operator() {
        return new SocketEmission(this, EventFlags.usual(), namespace.ackTimeout());
    }

    SocketStateMachine state() {
        return state;
    }

    /** What is kept of it when its connection is lost. */
    StoredSession stored() {
        return new StoredSession(id, pid, data.details());
    }

    /** The secret by which its client asks for it again. */
    String pid() {
        return pid;
    }

    /**
     * Until the socket is in, its rooms are held back, because it may not be the one that the adapter knows by its id;
     * and what is emitted to it leaves its client at this offset.
     */
    void holdBack(String offset) {
        rooms.hold();
        state.holdBack(offset);
    }

    /** It does not get the session that it was to continue, and comes in as one of its own. To be called before it is in. */
    void startAnew(String ownId, String ownPid) {
        id = ownId;
        publicId = client.publicId(ownId);
        pid = ownPid;
        moves = false;
        state.startAnew();
        rooms.letGoAs(ownId);
    }
}
