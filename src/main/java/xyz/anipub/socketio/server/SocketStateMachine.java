package xyz.anipub.socketio.server;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Claim;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.Receiver;
import xyz.anipub.socketio.adapter.Recovery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.connection.PendingAcks;
import xyz.anipub.socketio.connection.SocketRooms;
import xyz.anipub.socketio.connection.TurnQueue;
import xyz.anipub.socketio.delivery.LocalDelivery;
import xyz.anipub.socketio.event.RateLimitedException;
import xyz.anipub.socketio.event.SocketDisconnectedException;
import xyz.anipub.socketio.packet.Packet;

/**
 * One socket's way in and out, and what passes through it meanwhile (protocol sections 3.3, 3.7 and 5).
 *
 * <p>Thread-safe: the state changes atomically, from connecting to connected to closed, and callbacks take turns. The object's
 * monitor guards whether it has ended.
 */
final class SocketStateMachine implements Receiver {

    private enum State {
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    private static final AtomicReferenceFieldUpdater<SocketStateMachine, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(SocketStateMachine.class, State.class, "state");

    private final LocalSocket socket;
    private final Client client;
    private final LocalNamespace namespace;
    private final PendingAcks acks;
    private final SocketListeners listeners;
    private final SocketRooms rooms;
    private final Optional<Recovery> recovery;
    private final TurnQueue turns = new TurnQueue();
    private volatile State state = State.CONNECTING;
    private boolean hasEnded;
    /** For whoever waits for that; null for nobody. */
    private @Nullable CountDownLatch ended;

    private volatile Optional<String> held = Optional.empty();
    private volatile RecoveryOutcome outcome = RecoveryOutcome.OFF;

    SocketStateMachine(
            LocalSocket socket, Client client, PendingAcks acks, SocketListeners listeners, SocketRooms rooms) {
        this.socket = socket;
        this.client = client;
        this.namespace = socket.namespace();
        this.acks = acks;
        this.listeners = listeners;
        this.rooms = rooms;
        this.recovery = namespace.adapter().recovery();
    }

    boolean isConnected() {
        return state == State.CONNECTED;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    @Override
    public boolean isGone() {
        return isClosed();
    }

    /** What is emitted before the socket is in carries this offset. */
    void holdBack(String offset) {
        held = Optional.of(offset);
    }

    /** Nothing is held back any more. */
    void startAnew() {
        held = Optional.empty();
    }

    RecoveryOutcome outcome() {
        return outcome;
    }

    Client client() {
        return client;
    }

    /** Sends if the socket has not left; false if the message was dropped. */
    boolean send(PreparedMessage message) {
        return !isClosed() && client.send(message);
    }

    /** Sends an event that wants an ack, after the listeners have heard of it. */
    boolean send(Packet.Event event, PreparedMessage message) {
        if (isClosed()) {
            return false;
        }
        listeners.sending(socket, event);
        namespace.traffic().countDeliveries(1);
        return send(message);
    }

    /** Sends an event that wants no ack, by way of the log if there is one. */
    void send(Packet.Event event, EventFlags flags) {
        if (recovery.isPresent() && isConnected()) {
            recovery.get().send(socket.id(), event, flags);
        } else {
            LocalDelivery delivery = namespace.delivery(event, flags);
            Optional<String> offset = held.or(() -> recovery.map(Recovery::offset));
            send(event, offset.map(delivery::withOffset).orElse(delivery).message());
        }
    }

    /** Puts messages into the connection's queue; {@link #flush} has to follow. */
    void queue(List<PreparedMessage> messages) {
        if (!isClosed()) {
            client.queue(messages);
        }
    }

    /** How much leaves by its connection at once. */
    int batchBytes() {
        return client.session().config().batchBytes();
    }

    /** Tells the listeners of an event that was queued; null for one of which they have heard. */
    void sending(Packet.@Nullable Event event) {
        if (event != null && !isClosed()) {
            listeners.sending(socket, event);
        }
    }

    /** Writes what was queued, on this thread or soon on another. */
    void flush(boolean now) {
        if (now) {
            client.flush();
        } else {
            client.flushSoon();
        }
    }

    /** Sends a broadcast that wants an answer, even if too many are awaited already: then this one does not count. */
    void ask(Packet.Event event, PreparedMessage message, AckCollector answers) {
        long ackId = event.id().orElseThrow();
        acks.expect(ackId).whenComplete((values, failure) -> {
            if (failure == null) {
                answers.answered(new Packet.Ack(namespace.name(), OptionalLong.of(ackId), values));
            } else {
                answers.unanswered();
            }
        });
        if (!send(event, message)) {
            acks.fail(ackId, new SocketDisconnectedException());
        }
    }

    /** What the application keeps with the socket has changed. */
    void changed() {
        if (isConnected()) {
            recovery.ifPresent(log -> log.changed(socket.id()));
        }
    }

    /** See {@link PendingAcks#expect(long, Duration)}. */
    CompletableFuture<List<JsonValue>> expect(long ackId, Duration timeout) {
        return acks.expect(ackId, timeout);
    }

    void stopWaiting(long ackId) {
        acks.forget(ackId);
    }

    /**
     * Lets the socket in: CONNECT goes out first, then the socket is there for broadcasts and for {@code handlers}.
     *
     * @param why what became of the client's wish to come back
     * @return false if it was disconnected before it could come in
     */
    boolean enter(RecoveryOutcome why, Runnable handlers) {
        if (isClosed()) {
            return false;
        }
        outcome = why;
        turns.run(() -> {
            client.joined(socket);
            // Encoded here: the entry may happen under a lock.
            List<PreparedMessage> welcome = List.of(welcome());
            Runnable entry = () -> {
                client.queue(welcome);
                namespace.register(socket);
            };
            recovery.ifPresentOrElse(log -> log.enter(socket.id(), entry), entry);
            client.cameIn();
            client.flush();
            settle(handlers);
        });
        return true;
    }

    /**
     * Lets the socket in as the one it was: what it missed goes out first, then CONNECT, then what comes live.
     *
     * @return why it is not in, if it is not; then it is to be dropped
     */
    RecoveryOutcome comeBack(Recovery log, Claim claim, Runnable handlers) {
        turns.run(() -> {
            client.joined(socket);
            List<PreparedMessage> welcome = List.of(welcome());
            outcome = log.restoreSession(claim, rooms.all(), client.replayBound(), missed -> {
                namespace.register(socket);
                namespace.queue(missed, List.of(this));
                client.queue(welcome);
            });
            if (outcome == RecoveryOutcome.RECOVERED) {
                claim.session().ifPresent(session -> socket.data().putAbsent(session.data()));
                rooms.letGo();
                client.cameIn();
                client.flush();
                settle(handlers);
            }
        });
        return outcome;
    }

    /** Forgets a socket that does not come in; nobody is told. */
    void drop() {
        drop(false);
    }

    private void drop(boolean wasIn) {
        state = State.CLOSED;
        forget(wasIn);
        rooms.clear();
        acks.close();
        namespace.ended(socket);
        ended();
    }

    /** What the client sent to this namespace when it was in. */
    void take(Packet packet) {
        if (packet instanceof Packet.Event event) {
            receive(event);
        } else if (packet instanceof Packet.Ack ack) {
            receive(ack);
        } else {
            end(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, "disconnect packet");
        }
    }

    private void receive(Packet.Event event) {
        turns.run(() -> {
            if (isConnected()) {
                namespace.traffic().countEvent();
                listeners.received(socket, event);
            }
        });
    }

    /** Does not handle an event that came too fast. */
    void refuse(Packet.Event event, RateLimitedException refusal) {
        namespace.traffic().countRefused();
        turns.run(() -> listeners.stopped(socket, event, Reply.untimed(socket, event.id()), refusal));
    }

    /** An event that asks for an answer has come. */
    void asked() {
        client.asked();
    }

    /** The answer to such an event has been sent, or nobody is there to give it. */
    void answered() {
        client.answered();
    }

    /** An event was refused because it came too fast. */
    void tooFast() {
        client.tooFast();
    }

    private void receive(Packet.Ack ack) {
        ack.id().ifPresent(ackId -> turns.run(() -> acks.complete(ackId, ack.arguments())));
    }

    /** Ends the socket, telling the client. Whatever else ended it before, it does not come back. */
    void putOut(String detail) {
        if (close()) {
            client.send(namespace.prepare(new Packet.Disconnect(namespace.name())));
            finish(DisconnectReason.SERVER_NAMESPACE_DISCONNECT, detail);
        } else {
            recovery.ifPresent(log -> log.forgetSessions(alone()));
        }
    }

    /** Ends the socket without telling the client. */
    void end(DisconnectReason reason, String detail) {
        if (close()) {
            finish(reason, detail);
        }
    }

    /** Waits until the socket, whose end has begun, has ended, its listeners included; false if it takes longer. */
    boolean awaitEnd(long seconds) {
        CountDownLatch end;
        synchronized (this) {
            if (hasEnded) {
                return true;
            }
            end = ended == null ? new CountDownLatch(1) : ended;
            ended = end;
        }
        try {
            return end.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void ended() {
        hasEnded = true;
        if (ended != null) {
            ended.countDown();
        }
    }

    private void settle(Runnable handlers) {
        if (STATE.compareAndSet(this, State.CONNECTING, State.CONNECTED)) {
            handlers.run();
        } else {
            client.send(namespace.prepare(new Packet.Disconnect(namespace.name())));
            drop(true);
        }
    }

    private PreparedMessage welcome() {
        return client.welcome(socket, recovery.map(log -> socket.pid()).filter(pid -> client.isRecoverable()));
    }

    /** True for the one who closes a connected socket. One that is connecting is dropped by whoever lets it in. */
    private boolean close() {
        return STATE.getAndSet(this, State.CLOSED) == State.CONNECTED;
    }

    private void finish(DisconnectReason reason, String detail) {
        if (!client.isRecoverable()) {
            // Its id stays the connection's: once it is forgotten, the next one may come in by it.
            rooms.leaveEarly();
        }
        forget(true);
        turns.run(() -> {
            listeners.disconnecting(socket, reason, detail);
            recovery.filter(log -> client.isRecoverable() && reason.isRecoverable(log.outlivesNode()))
                    .ifPresentOrElse(log -> log.persistSession(socket.stored()), rooms::clear);
            acks.close();
            listeners.disconnected(socket, reason, detail);
            namespace.ended(socket);
        });
        // A turn of its own: whatever becomes of the one before.
        turns.run(this::ended);
    }

    private void forget(boolean wasIn) {
        namespace.unregister(socket);
        client.left(socket, wasIn);
    }

    private BroadcastOptions alone() {
        return BroadcastOptions.everybody().to(Set.of(socket.id()));
    }
}
