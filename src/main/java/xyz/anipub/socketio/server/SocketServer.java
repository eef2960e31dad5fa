package xyz.anipub.socketio.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.SessionListener;
import xyz.anipub.peer.LogPace;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Broadcaster;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.ParentNamespace;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.connection.Throttle;
import xyz.anipub.socketio.connection.Timeouts;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.event.PlainPayloads;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.handshake.NamespaceMatcher;

/**
 * A Socket.IO v5 server: the listener of an {@link xyz.anipub.engineio.Engine}, and the way to its namespaces.
 *
 * <p>A namespace exists from the first {@link #of(String)} on; others only if {@link #of(NamespaceMatcher)} lets
 * clients make them. What is broadcast from the server
 * itself goes to the namespace {@code "/"}.
 *
 * <p>Thread-safe; concurrent maps, no lock. The map of clients is bounded by the engine's sessions, that of namespaces
 * by what the application names and {@link SocketLimits#maxChildNamespaces()}.
 */
public final class SocketServer implements SessionListener, Broadcaster, AutoCloseable {

    private static final Logger LOG = System.getLogger(SocketServer.class.getName());

    private final SocketServerConfig config;
    private final Timeouts timeouts;
    private final LongSupplier nanoTime;
    private final LogPace floods;
    private final Namespaces namespaces;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** A server on one node. See {@link #SocketServer(SocketServerConfig, EngineThreads, AdapterFactory)}. */
    public SocketServer(SocketServerConfig config, EngineThreads threads) {
        this(
                config,
                threads,
                (namespace, emitter) ->
                        new InMemoryAdapter(emitter, config.limits().maxRooms()));
    }

    /**
     * @param threads those of the engine: what is due is timed by its timers and runs, like all code of the application,
     *     on its listener's. They belong to the caller, who shuts them down after the server; the timers should forget
     *     cancelled tasks ({@code setRemoveOnCancelPolicy})
     * @param adapters makes the rooms of each namespace
     */
    public SocketServer(SocketServerConfig config, EngineThreads threads, AdapterFactory adapters) {
        this(config, threads, adapters, System::nanoTime);
    }

    SocketServer(SocketServerConfig config, EngineThreads threads, AdapterFactory adapters, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.floods = new LogPace(nanoTime);
        this.config = config;
        this.timeouts = new Timeouts(threads);
        this.namespaces = new Namespaces(config, threads.listener(), timeouts, adapters);
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
        return namespaces.of(path);
    }

    /**
     * Like {@link #of(NamespaceMatcher)} for the names that match as a whole; those of {@link #of(String)}, too. The same
     * pattern is the same parent.
     */
    public ParentNamespace of(Pattern names) {
        return namespaces.parent(names);
    }

    /**
     * Lets clients bring namespaces into being (protocol section 3.4): when one names a namespace that is not there,
     * the matchers are asked in the order of their registration, and the first that matches makes a child of it. A
     * child goes with its last socket, unless {@link SocketLimits#cleanupEmptyChildNamespaces()} says otherwise or the
     * application has named it, too.
     */
    public ParentNamespace of(NamespaceMatcher matcher) {
        return namespaces.parent(matcher);
    }

    /**
     * Sets what makes the application's types of what travels, and the other way round, in all namespaces;
     * {@link PlainPayloads} unless said otherwise. To be set before handlers are declared.
     */
    public void payloads(PayloadCodec codec) {
        namespaces.payloads(codec);
    }

    /** Those that there are at the moment, on this node. A snapshot. */
    public Collection<Namespace> namespaces() {
        return List.copyOf(namespaces.all());
    }

    /**
     * Hears of every namespace made from now on, before anybody else can find it; on the thread that makes it. Others who
     * want the same one wait meanwhile, at most 5 s or {@link SocketServerConfig#connectTimeout()}: then {@link #of} throws
     * an {@link IllegalStateException}, and a client is refused with the message {@code namespace not ready}. Listeners that
     * wait for each other's namespaces get them at once.
     */
    public void onNewNamespace(Consumer<Namespace> listener) {
        namespaces.onNew(listener);
    }

    /** Sends an event to everybody in the namespace {@code "/"}. See {@link BroadcastOperator#emit}. */
    public void emit(String event, @Nullable Object... arguments) {
        broadcast().emit(event, arguments);
    }

    /** Sends the event {@code message} to everybody in the namespace {@code "/"}. */
    public void send(@Nullable Object... arguments) {
        broadcast().send(arguments);
    }

    /** Tells an event to the namespace {@code "/"} on all other nodes. See {@link Namespace#serverSideEmit}. */
    public void serverSideEmit(String event, @Nullable Object... arguments) {
        of("/").serverSideEmit(event, arguments);
    }

    /** To everybody in the namespace {@code "/"}. */
    @Override
    public BroadcastOperator broadcast() {
        return of("/").broadcast();
    }

    /**
     * Runs a task later, on a thread of the listener's, where it may wait as event handlers may.
     *
     * @return cancels the task, even if it is due and waits for a thread
     * @throws java.util.concurrent.RejectedExecutionException if the timers have been shut down
     */
    public Future<?> schedule(Duration delay, Runnable task) {
        return timeouts.schedule(delay, task);
    }

    /**
     * Ends the sockets of some connections with the reason {@code server shutting down}, and closes the connections when all
     * that is queued has gone out; their clients come back, perhaps on another node. For a server that empties itself little by
     * little, while nobody new is let in. Never waits.
     *
     * @param most how many at a time
     * @param patient whether to leave those alone of whose events one waits for its answer
     * @return how many connections were left alone, for whichever reason
     */
    public int release(int most, boolean patient) {
        int released = 0;
        int left = 0;
        for (Client client : clients.values()) {
            if (!client.isOpen()) {
                continue;
            }
            if (released < most && (!patient || client.isAnswered())) {
                client.release();
                released++;
            } else {
                left++;
            }
        }
        return left;
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
        namespaces.all().forEach(namespace -> namespace.adapter().close());
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
        Client client = clients.get(session.id());
        if (client != null) {
            client.onText(text);
        }
    }

    @Override
    public void onBinary(Session session, byte[] data) {
        Client client = clients.get(session.id());
        if (client != null) {
            client.onBinary(data);
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason, String detail) {
        Client client = clients.get(session.id());
        if (client != null) {
            client.onClose(reason, detail);
        }
        clients.remove(session.id());
    }

    /** How many connections there are, whether they have joined a namespace or not. */
    int clientCount() {
        return clients.size();
    }

    SocketServerConfig config() {
        return config;
    }

    Throttle throttle() {
        return new Throttle(config.limits().rates(), nanoTime);
    }

    /** A connection is being closed because its client goes on after it has been refused. */
    void flooded(Session session) {
        floods.pass()
                .ifPresent(held -> LOG.log(
                        Level.WARNING,
                        "Closing a connection from {0}: too many events ({1} more since the last such line)",
                        session.request().remoteAddress(),
                        held));
    }

    LocalNamespace enter(String namespace, Handshake handshake) {
        return namespaces.enter(namespace, handshake);
    }
}
