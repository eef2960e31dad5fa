package xyz.anipub.socketio;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.SessionListener;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.InMemoryAdapter;

/**
 * A Socket.IO v5 server: the listener of an {@link xyz.anipub.engineio.Engine}, and the way to its namespaces.
 *
 * <p>A namespace exists from the first {@link #of} on; clients cannot join others. What is broadcast from the server
 * itself goes to the namespace {@code "/"}.
 *
 * <p>Thread-safe; concurrent maps, no lock. The map of clients is bounded by the engine's sessions, that of namespaces
 * by what the application names.
 */
public final class SocketServer implements SessionListener, Broadcaster, AutoCloseable {

    private final SocketServerConfig config;
    private final ScheduledExecutorService timers;
    private final AdapterFactory adapters;
    private final Map<String, Namespace> namespaces = new ConcurrentHashMap<>();
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** A server on one node. See {@link #SocketServer(SocketServerConfig, ScheduledExecutorService, AdapterFactory)}. */
    public SocketServer(SocketServerConfig config, ScheduledExecutorService timers) {
        this(
                config,
                timers,
                (namespace, emitter) ->
                        new InMemoryAdapter(emitter, config.limits().maxRooms()));
    }

    /**
     * @param timers runs timeouts: short tasks that never block. It belongs to the caller, who shuts it down after the
     *     server; it should forget cancelled tasks ({@code setRemoveOnCancelPolicy})
     * @param adapters makes the rooms of each namespace
     */
    public SocketServer(SocketServerConfig config, ScheduledExecutorService timers, AdapterFactory adapters) {
        this.config = config;
        this.timers = timers;
        this.adapters = adapters;
    }

    /**
     * The namespace of that name; made if it is not there yet.
     *
     * @param name with or without the leading slash; {@code ""} is {@code "/"}
     * @throws IllegalArgumentException if there is a comma in it, which ends a name on the wire
     */
    public Namespace of(String name) {
        String path = name.startsWith("/") ? name : "/" + name;
        if (path.contains(",")) {
            throw new IllegalArgumentException("a namespace's name must not contain a comma: " + path);
        }
        Namespace present = namespaces.get(path);
        return present != null ? present : create(path);
    }

    /** Sends an event to everybody in the namespace {@code "/"}. See {@link BroadcastOperator#emit}. */
    public void emit(String event, @Nullable Object... arguments) {
        broadcast().emit(event, arguments);
    }

    /** To everybody in the namespace {@code "/"}. */
    @Override
    public BroadcastOperator broadcast() {
        return of("/").broadcast();
    }

    /**
     * Ends all sockets with the reason {@code server shutting down}, closes their connections at once, and refuses new
     * ones. Clients are not told by a DISCONNECT, so they come back when there is a server again. To be called before
     * the engine is closed; may be called repeatedly.
     */
    @Override
    public void close() {
        closed = true;
        clients.values().forEach(Client::shutDown);
        namespaces.values().forEach(namespace -> namespace.adapter().close());
    }

    @Override
    public void onOpen(Session session) {
        Client client = new Client(session, this);
        clients.put(session.id(), client);
        client.onOpen();
        if (closed) {
            client.shutDown();
        }
    }

    @Override
    public void onText(Session session, String text) {
        with(session, client -> client.onText(text));
    }

    @Override
    public void onBinary(Session session, byte[] data) {
        with(session, client -> client.onBinary(data));
    }

    @Override
    public void onClose(Session session, CloseReason reason, String detail) {
        with(session, client -> client.onClose(reason, detail));
        clients.remove(session.id());
    }

    /** How many connections there are, whether they have joined a namespace or not. */
    int clientCount() {
        return clients.size();
    }

    SocketServerConfig config() {
        return config;
    }

    Optional<Namespace> find(String namespace) {
        return Optional.ofNullable(namespaces.get(namespace));
    }

    Future<?> schedule(Duration delay, Runnable task) {
        return timers.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Two threads may create one at the same time; the second throws its own away. */
    private Namespace create(String path) {
        Namespace created = new Namespace(path, config, timers, adapters);
        Namespace earlier = namespaces.putIfAbsent(path, created);
        if (earlier == null) {
            return created;
        }
        created.adapter().close();
        return earlier;
    }

    private void with(Session session, Consumer<Client> call) {
        Client client = clients.get(session.id());
        if (client != null) {
            call.accept(client);
        }
    }
}
