package xyz.anipub.socketio.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.EntryCheck;
import xyz.anipub.socketio.Middleware;
import xyz.anipub.socketio.RecoveryCheck;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.Recovery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.connection.RecoveryRequest;
import xyz.anipub.socketio.connection.SocketId;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.server.RecoveryAttempt.Anew;

/**
 * How clients come into one namespace (protocol sections 3.3 to 3.5): the checks, the answer, the handlers.
 *
 * <p>Thread-safe; each client is let in on its connection's serial thread, or on that which completes the check in front.
 */
final class NamespaceEntry {

    private static final Logger LOG = System.getLogger(NamespaceEntry.class.getName());
    private final LocalNamespace namespace;
    private final List<Middleware> middlewares = new CopyOnWriteArrayList<>();
    private final List<Consumer<Socket>> connectionHandlers = new CopyOnWriteArrayList<>();
    private volatile RecoveryCheck check = (socket, rooms, data) -> true;
    private volatile Optional<EntryCheck> first = Optional.empty();

    NamespaceEntry(LocalNamespace namespace) {
        this.namespace = namespace;
    }

    void use(Middleware middleware) {
        middlewares.add(middleware);
    }

    void onConnection(Consumer<Socket> handler) {
        connectionHandlers.add(handler);
    }

    void onRecovery(RecoveryCheck rule) {
        check = rule;
    }

    void checkFirst(EntryCheck rule) {
        first = Optional.of(rule);
    }

    void copyTo(NamespaceEntry child) {
        child.middlewares.addAll(middlewares);
        child.connectionHandlers.addAll(connectionHandlers);
        child.check = check;
        child.first = first;
    }

    RecoveryCheck check() {
        return check;
    }

    /** A client asks to join, for whom the namespace is held; on its connection's serial thread. */
    void connect(Client client, Handshake handshake) {
        CompletionStage<?> fetching = fetch(client, handshake);
        boolean isHere = fetching.toCompletableFuture().isDone();
        if (first.isEmpty() && isHere) {
            connect(client, handshake, socket -> {});
            return;
        }
        client.deciding(namespace);
        CompletionStage<Middleware> decision =
                first.map(check -> decision(check, handshake)).orElse(CompletableFuture.completedStage(socket -> {}));
        if (isHere) {
            decision.whenComplete((before, failure) -> decided(client, handshake, before, failure));
        } else {
            // What follows may wait, as on the connection's own thread.
            decision.thenCombineAsync(fetching, (before, fetched) -> before, namespace::execute)
                    .whenComplete((before, failure) -> decided(client, handshake, before, failure));
        }
    }

    /** Has the session that the client wants back looked for on other nodes. */
    private CompletionStage<?> fetch(Client client, Handshake handshake) {
        Optional<Recovery> recovery = namespace.adapter().recovery().filter(log -> client.isRecoverable());
        Optional<RecoveryRequest> request = recovery.flatMap(log -> RecoveryRequest.of(handshake));
        return request.isEmpty()
                ? CompletableFuture.completedStage(null)
                : recovery.orElseThrow()
                        .fetch(request.get().pid(), request.get().offset(), client.replayBound());
    }

    private void decided(Client client, Handshake handshake, Middleware before, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                connect(client, handshake, before);
            } else {
                client.refuse(namespace.name(), refusal(failure));
                namespace.released();
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A client could not come into namespace " + namespace.name(), e);
        } finally {
            client.decided(namespace);
        }
    }

    private static CompletionStage<Middleware> decision(EntryCheck check, Handshake handshake) {
        try {
            return check.check(handshake);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void connect(Client client, Handshake handshake, Middleware before) {
        Optional<Recovery> recovery = namespace.adapter().recovery();
        RecoveryOutcome why = recovery.isPresent() ? RecoveryOutcome.NOT_ASKED : RecoveryOutcome.OFF;
        Optional<RecoveryRequest> request =
                recovery.filter(log -> client.isRecoverable()).flatMap(log -> RecoveryRequest.of(handshake));
        Optional<LocalSocket> admitted = Optional.empty();
        if (request.isPresent()) {
            Optional<Anew> anew = new RecoveryAttempt(this, namespace, recovery.orElseThrow(), request.get(), before)
                    .attempt(client, handshake);
            if (anew.isEmpty() || anew.get().admitted().isPresent()) {
                // Its socket is or was counted by itself.
                namespace.released();
            }
            if (anew.isEmpty()) {
                return;
            }
            why = anew.get().why();
            admitted = anew.get().admitted();
            LOG.log(
                    Level.DEBUG,
                    "A client comes into {0} anew, its state is not recovered: {1}",
                    namespace.name(),
                    why);
        }
        if (admitted.isPresent()) {
            // Its middlewares run once, as everybody's.
            admitted.get().startAnew(client.socketId(namespace), SocketId.next());
            enter(admitted.get(), why);
            return;
        }
        LocalSocket socket = namespace.newSocket(client, handshake, client.socketId(namespace), SocketId.next());
        namespace.adapter().add(socket.id());
        if (admits(socket, before)) {
            enter(socket, why);
        }
    }

    /**
     * Whether the middlewares let it in and its connection is still there; if not, it is dropped and answered.
     *
     * @param before the one that runs before them
     */
    boolean admits(LocalSocket socket, Middleware before) {
        Client client = socket.state().client();
        Optional<ConnectRefusedException> refusal = refusal(socket, before);
        if (refusal.isPresent()) {
            socket.state().drop();
            client.refuse(namespace.name(), refusal.get());
        } else if (!client.isOpen()) {
            socket.state().drop();
        } else if (socket.state().isClosed()) {
            socket.state().drop();
            client.refuse(namespace.name(), new ConnectRefusedException("disconnected"));
        } else {
            return true;
        }
        return false;
    }

    void connected(LocalSocket socket) {
        connectionHandlers.forEach(
                handler -> SocketListeners.guarded(socket, "connection", () -> handler.accept(socket)));
    }

    private void enter(LocalSocket socket, RecoveryOutcome why) {
        if (!socket.state().enter(why, () -> connected(socket))) {
            socket.state().drop();
            socket.state().client().refuse(namespace.name(), new ConnectRefusedException("disconnected"));
        }
    }

    private Optional<ConnectRefusedException> refusal(LocalSocket socket, Middleware before) {
        try {
            before.handle(socket);
            middlewares.forEach(middleware -> middleware.handle(socket));
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(refusal(e));
        }
    }

    private ConnectRefusedException refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ConnectRefusedException refusal) {
            return refusal;
        }
        LOG.log(Level.ERROR, "A middleware of namespace " + namespace.name() + " failed", cause);
        return new ConnectRefusedException("internal");
    }
}
