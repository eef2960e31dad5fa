package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Session;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.connection.FewList;
import xyz.anipub.socketio.connection.PendingAcks;
import xyz.anipub.socketio.connection.SocketRooms;
import xyz.anipub.socketio.event.AnyListener;
import xyz.anipub.socketio.event.EventHandler;
import xyz.anipub.socketio.event.EventMiddleware;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.handshake.Handshake;

/**
 * One client in one namespace. A connection that joins several namespaces has a socket, with an id of its own, in each.
 *
 * <p><b>Callbacks.</b> Connection handlers, event handlers, and the two kinds of disconnect listeners of one socket
 * never overlap. Events come in the order in which the client sent them, on the connection's serial thread. A socket
 * ends with {@code disconnecting} (its rooms can still be read), then it leaves its rooms, then {@code disconnect}:
 * exactly once, and last. These run on the thread that ends the socket, or, if a callback is just running, after it on
 * its thread.
 *
 * <p><b>Threads.</b> All methods may be called by any thread at any time, callbacks included. No method blocks, and no
 * lock is held while anything is sent or called.
 */
public final class Socket implements Broadcaster {

    /** Three that change together, once at most, before the socket is in. */
    private volatile String id;

    private volatile String publicId;
    private volatile String pid;
    private volatile boolean moves;
    private final Client client;
    private final Namespace namespace;
    private final Handshake handshake;
    private final PendingAcks acks;
    private final SocketListeners listeners = new SocketListeners();
    private final SocketRooms rooms;
    private final SocketLife life;
    private final Attributes data;
    private final FewList<Object> attachments = new FewList<>();

    /** @param pid the secret by which its client may ask for it again */
    Socket(Client client, Namespace namespace, Handshake handshake, PendingAcks acks, String id, String pid) {
        this.id = id;
        this.publicId = client.publicId(id);
        this.pid = pid;
        this.client = client;
        this.namespace = namespace;
        this.handshake = handshake;
        this.acks = acks;
        this.rooms = new SocketRooms(namespace.adapter(), id, namespace.maxRooms());
        this.life = new SocketLife(this, client, acks, listeners, rooms);
        this.data = new Attributes(life::changed);
    }

    /**
     * 20 characters, different from the connection's id, which is a secret; this one is not. Also a room's name. Not
     * so for a client of Socket.IO 1 or 2: its id in {@code "/"} <em>is</em> the connection's, and that in another
     * namespace ends with it. What other clients may see is {@link #publicId()}.
     *
     * <p>In a {@link Middleware} it is that of the session that the client wants back; if it does not get it, the socket
     * comes in with another.
     */
    public String id() {
        return id;
    }

    /** 20 characters that other clients may see: the id, or an alias, unknown to its client, where that is a secret. */
    public String publicId() {
        return publicId;
    }

    public Namespace namespace() {
        return namespace;
    }

    public Handshake handshake() {
        return handshake;
    }

    /** The connection, shared with the sockets of other namespaces; its id is a secret between client and server. */
    public Session session() {
        return client.session();
    }

    /** Whether the socket has joined its namespace and not left it. False in a {@link Middleware}. */
    public boolean isConnected() {
        return life.isConnected();
    }

    /** Whether it is the socket of an earlier connection, with its rooms and attributes, and has missed nothing. */
    public boolean recovered() {
        return recovery() == RecoveryOutcome.RECOVERED;
    }

    /** The same, with the reason if not. It is decided when the connection handlers run, not in a middleware. */
    public RecoveryOutcome recovery() {
        return life.outcome();
    }

    /**
     * Whether it was the socket of a connection to another node; in a {@link RecoveryCheck}, whether it would be. Then it does not get
     * what it missed of that node's {@link BroadcastOperator#local} events.
     */
    public boolean hasMoved() {
        return moves;
    }

    void moves(boolean fromElsewhere) {
        moves = fromElsewhere;
    }

    /**
     * What the application keeps with the socket in JSON values. Other nodes see it, and it comes back when the
     * connection is recovered: then what middlewares have put goes before what was kept.
     */
    public Attributes data() {
        return data;
    }

    /** Keeps something of the application with the socket, in place of an earlier object of the same class. */
    public void attach(Object attachment) {
        attachments.replace(earlier -> earlier.getClass() == attachment.getClass(), attachment);
    }

    /** What was attached and is of this type; the oldest, if there are several. */
    public <T> Optional<T> attachment(Class<T> type) {
        return Optional.ofNullable(attachments.first(type));
    }

    /**
     * Handles an event from now on, after the handlers that are there already.
     *
     * @param event a name; {@code "1"} also stands for the number 1
     */
    public void on(String event, EventHandler handler) {
        listeners.events.add(event, handler, false);
    }

    /** Like {@link #on}, but for the next event of that name only. */
    public void once(String event, EventHandler handler) {
        listeners.events.add(event, handler, true);
    }

    /** Takes a handler out again, once; the one registered last, if it is there several times. */
    public void removeListener(String event, EventHandler handler) {
        listeners.events.remove(event, handler);
    }

    /** Takes all handlers of an event out again. */
    public void removeAllListeners(String event) {
        listeners.events.removeAll(event);
    }

    /** Hears of every event that comes, handled or not, acks excepted; before the middlewares and handlers. */
    public void onAny(AnyListener listener) {
        listeners.any.add(listener);
    }

    /** Like {@link #onAny}, but before those that are there already. */
    public void prependAny(AnyListener listener) {
        listeners.any.addFirst(listener);
    }

    /** Takes such a listener out again. */
    public void offAny(AnyListener listener) {
        listeners.any.remove(listener);
    }

    /**
     * Hears of every event that is sent to this client from this node, broadcasts included, acks excepted; before it
     * is sent, volatile ones perhaps in vain. Called on the thread that emits: it must not block.
     */
    public void onAnyOutgoing(AnyListener listener) {
        namespace.hearOutgoing();
        listeners.anyOutgoing.add(listener);
    }

    /** Like {@link #onAnyOutgoing}, but before those that are there already. */
    public void prependAnyOutgoing(AnyListener listener) {
        namespace.hearOutgoing();
        listeners.anyOutgoing.addFirst(listener);
    }

    /** Takes such a listener out again. */
    public void offAnyOutgoing(AnyListener listener) {
        listeners.anyOutgoing.remove(listener);
    }

    /** Adds a check of the events that come; the first that throws keeps the event from the handlers. */
    public void use(EventMiddleware middleware) {
        listeners.middlewares.add(middleware);
    }

    /** Listens for the socket's end, while its rooms can still be read; gets the reason and what exactly happened. */
    public void onDisconnecting(BiConsumer<DisconnectReason, String> listener) {
        listeners.disconnecting.add(listener);
    }

    /** Listens for the socket's end: its last callback; gets the reason and what exactly happened. */
    public void onDisconnect(BiConsumer<DisconnectReason, String> listener) {
        listeners.disconnect.add(listener);
    }

    /**
     * Sends an event to this socket's client. Dropped silently if the socket has left.
     *
     * @param arguments {@link JsonValue}, text, numbers, booleans, {@code byte[]} and {@link java.nio.ByteBuffer},
     *     {@link java.time.Instant} and {@link java.util.Date}, null, and maps and collections of these, and whatever the
     *     server's {@link PayloadCodec} writes; copied before the return
     * @throws IllegalArgumentException if the name is reserved, or an argument is of another type
     */
    public void emit(String event, @Nullable Object... arguments) {
        operator().emit(event, arguments);
    }

    /** Sends the event {@code message}. See {@link #emit}. */
    public void send(@Nullable Object... arguments) {
        emit(Outgoing.MESSAGE, arguments);
    }

    /** Sends an event and asks for an answer. See {@link SocketOperator#emitWithAck}. */
    public CompletionStage<List<JsonValue>> emitWithAck(String event, @Nullable Object... arguments) {
        return operator().emitWithAck(event, arguments);
    }

    /** Sends an event and asks for an answer of this type. See {@link SocketOperator#emitWithAck(Class, String, Object...)}. */
    public <T> CompletionStage<T> emitWithAck(Class<T> type, String event, @Nullable Object... arguments) {
        return operator().emitWithAck(type, event, arguments);
    }

    /** For events that may be lost. See {@link SocketOperator#asVolatile}. */
    public SocketOperator asVolatile() {
        return operator().asVolatile();
    }

    /** For events that are not to be compressed. See {@link SocketOperator#compress}. */
    public SocketOperator compress(boolean compress) {
        return operator().compress(compress);
    }

    /** For events that are to be answered in that time. See {@link SocketOperator#timeout}. */
    public SocketOperator timeout(Duration wait) {
        return operator().timeout(wait);
    }

    /**
     * Enters rooms. Does nothing once the socket has left.
     *
     * @throws IllegalStateException if these would be more than {@link SocketLimits#maxRooms()}; it enters none then
     */
    public void join(String... rooms) {
        if (!life.isClosed()) {
            this.rooms.join(Set.copyOf(List.of(rooms)));
        }
    }

    /** Leaves a room. Broadcasts to it that begin on this node after the return do not reach the socket. */
    public void leave(String room) {
        rooms.leave(room);
    }

    /** The rooms it is in, its own id included; empty once it has left. A snapshot. */
    public Set<String> rooms() {
        return rooms.all();
    }

    /** To everybody else in the namespace. */
    @Override
    public BroadcastOperator broadcast() {
        return namespace.broadcast(BroadcastOptions.everybody().except(Set.of(id)));
    }

    /**
     * Puts the socket out of its namespace with the reason {@code server namespace disconnect}; its client cannot
     * have it recovered, even if it has left already. In a {@link Middleware} it has the effect of a refusal.
     *
     * <p>After the return nothing that is emitted reaches it. The disconnect listeners have been called by then, unless
     * a callback of the socket is running: then they follow it.
     *
     * @param close whether to put out the connection's other sockets as well and to close the connection, after
     *     everything sent before has gone out
     */
    public void disconnect(boolean close) {
        String detail = "disconnected by the server";
        life.putOut(detail);
        if (close) {
            client.disconnect(detail);
        }
    }

    /**
     * Closes the connection at once, as if it had been lost: what waits to be sent is discarded, and the client is told nothing,
     * so that it comes back, here or on another node. The connection's sockets end with the reason {@code transport close}.
     *
     * <p>After the return nothing that is emitted reaches them. For their listeners see {@link #disconnect}.
     */
    public void cutOff(String detail) {
        client.abandon(detail);
    }

    @Override
    public String toString() {
        return "Socket[" + namespace.name() + " " + id + "]";
    }

    private SocketOperator operator() {
        return new SocketOperator(this, acks, EventFlags.usual(), namespace.ackTimeout());
    }

    SocketLife life() {
        return life;
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
        life.holdBack(offset);
    }

    /** It does not get the session that it was to continue, and comes in as one of its own. To be called before it is in. */
    void startAnew(String ownId, String ownPid) {
        id = ownId;
        publicId = client.publicId(ownId);
        pid = ownPid;
        moves = false;
        life.startAnew();
        rooms.letGoAs(ownId);
    }
}
