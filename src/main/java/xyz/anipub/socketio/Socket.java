package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
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
public interface Socket extends Broadcaster {

    /**
     * 20 characters, different from the connection's id, which is a secret; this one is not. Also a room's name. Not
     * so for a client of Socket.IO 1 or 2: its id in {@code "/"} <em>is</em> the connection's, and that in another
     * namespace ends with it. What other clients may see is {@link #publicId()}.
     *
     * <p>In a {@link Middleware} it is that of the session that the client wants back; if it does not get it, the socket
     * comes in with another.
     */
    String id();

    /** 20 characters that other clients may see: the id, or an alias, unknown to its client, where that is a secret. */
    String publicId();

    Namespace namespace();

    Handshake handshake();

    /** The id of the connection, shared with the sockets of other namespaces. A secret between client and server. */
    String connectionId();

    /** How the connection is carried now: {@code "polling"} or {@code "websocket"}. It may have begun otherwise. */
    String transport();

    /** Whether the socket has joined its namespace and not left it. False in a {@link Middleware}. */
    boolean isConnected();

    /** Whether it is the socket of an earlier connection, with its rooms and attributes, and has missed nothing. */
    boolean recovered();

    /** The same, with the reason if not. It is decided when the connection handlers run, not in a middleware. */
    RecoveryOutcome recovery();

    /**
     * Whether it was the socket of a connection to another node; in a {@link RecoveryCheck}, whether it would be. Then it does not get
     * what it missed of that node's {@link BroadcastOperator#local} events.
     */
    boolean hasMoved();

    /**
     * What the application keeps with the socket in JSON values. Other nodes see it, and it comes back when the
     * connection is recovered: then what middlewares have put goes before what was kept.
     */
    Attributes data();

    /** Keeps something of the application with the socket, in place of an earlier object of the same class. */
    void attach(Object attachment);

    /** What was attached and is of this type; the oldest, if there are several. */
    <T> Optional<T> attachment(Class<T> type);

    /**
     * Handles an event from now on, after the handlers that are there already.
     *
     * @param event a name; {@code "1"} also stands for the number 1
     */
    void on(String event, EventHandler handler);

    /** Like {@link #on}, but for the next event of that name only. */
    void once(String event, EventHandler handler);

    /** Takes a handler out again, once; the one registered last, if it is there several times. */
    void removeListener(String event, EventHandler handler);

    /** Takes all handlers of an event out again. */
    void removeAllListeners(String event);

    /** Hears of every event that comes, handled or not, acks excepted; before the middlewares and handlers. */
    void onAny(AnyListener listener);

    /** Like {@link #onAny}, but before those that are there already. */
    void prependAny(AnyListener listener);

    /** Takes such a listener out again. */
    void offAny(AnyListener listener);

    /**
     * Hears of every event that is sent to this client from this node, broadcasts included, acks excepted; before it
     * is sent, volatile ones perhaps in vain. Called on the thread that emits: it must not block.
     */
    void onAnyOutgoing(AnyListener listener);

    /** Like {@link #onAnyOutgoing}, but before those that are there already. */
    void prependAnyOutgoing(AnyListener listener);

    /** Takes such a listener out again. */
    void offAnyOutgoing(AnyListener listener);

    /** Adds a check of the events that come; the first that throws keeps the event from the handlers. */
    void use(EventMiddleware middleware);

    /** Listens for the socket's end, while its rooms can still be read; gets the reason and what exactly happened. */
    void onDisconnecting(BiConsumer<DisconnectReason, String> listener);

    /** Listens for the socket's end: its last callback; gets the reason and what exactly happened. */
    void onDisconnect(BiConsumer<DisconnectReason, String> listener);

    /**
     * Sends an event to this socket's client. Dropped silently if the socket has left.
     *
     * @param arguments {@link JsonValue}, text, numbers, booleans, {@code byte[]} and {@link java.nio.ByteBuffer},
     *     {@link java.time.Instant} and {@link java.util.Date}, null, and maps and collections of these, and whatever the
     *     server's {@link PayloadCodec} writes; copied before the return
     * @throws IllegalArgumentException if the name is reserved, or an argument is of another type
     */
    void emit(String event, @Nullable Object... arguments);

    /** Sends the event {@code message}. See {@link #emit}. */
    void send(@Nullable Object... arguments);

    /** Sends an event and asks for an answer. See {@link SocketOperator#emitWithAck}. */
    CompletionStage<List<JsonValue>> emitWithAck(String event, @Nullable Object... arguments);

    /** Sends an event and asks for an answer of this type. See {@link SocketOperator#emitWithAck(Class, String, Object...)}. */
    <T> CompletionStage<T> emitWithAck(Class<T> type, String event, @Nullable Object... arguments);

    /** For events that may be lost. See {@link SocketOperator#asVolatile}. */
    SocketOperator asVolatile();

    /** For events that are not to be compressed. See {@link SocketOperator#compress}. */
    SocketOperator compress(boolean compress);

    /** For events that are to be answered in that time. See {@link SocketOperator#timeout}. */
    SocketOperator timeout(Duration wait);

    /**
     * Enters rooms. Does nothing once the socket has left.
     *
     * @throws IllegalStateException if these would be more than {@link SocketLimits#maxRooms()}; it enters none then
     */
    void join(String... rooms);

    /** Leaves a room. Broadcasts to it that begin on this node after the return do not reach the socket. */
    void leave(String room);

    /** The rooms it is in, its own id included; empty once it has left. A snapshot. */
    Set<String> rooms();

    /** To everybody else in the namespace. */
    @Override
    BroadcastOperator broadcast();

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
    void disconnect(boolean close);

    /**
     * Closes the connection at once, as if it had been lost: what waits to be sent is discarded, and the client is told nothing,
     * so that it comes back, here or on another node. The connection's sockets end with the reason {@code transport close}.
     *
     * <p>After the return nothing that is emitted reaches them. For their listeners see {@link #disconnect}.
     */
    void cutOff(String detail);
}
