package xyz.anipub.engineio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import xyz.anipub.engineio.packet.Handshake;
import xyz.anipub.engineio.packet.Revision;

/**
 * Opens, finds and closes the sessions of one Engine.IO server. There is no other way to close one.
 *
 * <p>Thread-safe. The map of sessions holds at most {@link EngineConfig#maxSessions()}. The executor runs the
 * listener: it must not refuse work before {@link #close()} has returned and may have a bounded number of threads;
 * each session occupies at most one. The timers run short tasks that never block. Both belong to the caller, who
 * shuts them down after the engine.
 */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Engine.class.getName());
    private static final int ID_BYTES = 15;

    private final EngineConfig config;
    private final SessionListener listener;
    private final Executor executor;
    private final ScheduledExecutorService timers;
    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Observers observers = new Observers();
    private final Entrance entrance;
    private volatile boolean closed;

    public Engine(EngineConfig config, SessionListener listener, Executor executor, ScheduledExecutorService timers) {
        this(config, listener, executor, timers, System::nanoTime);
    }

    Engine(
            EngineConfig config,
            SessionListener listener,
            Executor executor,
            ScheduledExecutorService timers,
            LongSupplier nanoTime) {
        this.config = config;
        this.listener = listener;
        this.executor = executor;
        this.timers = timers;
        this.nanoTime = nanoTime;
        this.entrance = new Entrance(config, nanoTime);
    }

    /**
     * For doors: checks a request against the protocol's table.
     *
     * @return the session that the request belongs to; empty if it asks for a new one
     * @throws HandshakeRejectedException if it is to be refused
     */
    public Optional<Session> admit(Admission request) {
        return request.verify(this);
    }

    /**
     * For doors: opens a session on {@code transport} after {@link #admit} has found nothing against it. The open
     * packet is queued to the transport first, then the listener is told.
     *
     * @param received as it came from the connection; the session's has the address and the scheme that proxies tell
     * @throws HandshakeRejectedException (forbidden) if there are too many sessions or handshakes, of all or of the
     *     address, or the engine is closed
     */
    public Session open(HandshakeRequest received, Transport transport) {
        long opened = nanoTime.getAsLong();
        HandshakeRequest request = received.behind(config.addresses().proxies());
        entrance.enter(request);
        Session session = new Session(this, newId(), request, revision(request), transport);
        sessions.put(session.id(), session);
        if (closed) {
            closeNow(session, CloseReason.FORCED_CLOSE, "server closed");
            throw new HandshakeRejectedException(HandshakeError.FORBIDDEN, "the engine is closed");
        }
        session.open(handshake(session).toJson(), opened);
        return session;
    }

    /** For doors: tells observers of a refusal; {@code request} is asked only if there is one. */
    public void refused(HandshakeRejectedException rejection, Supplier<HandshakeRequest> request) {
        LOG.log(Level.DEBUG, rejection.getMessage());
        if (!observers.isEmpty()) {
            observers.refused(new Refusal(
                    request.get().behind(config.addresses().proxies()),
                    rejection.error(),
                    rejection.reply(),
                    rejection.context()));
        }
    }

    /** From now on tells {@code observer} what is refused and carried. */
    public void observe(EngineObserver observer) {
        observers.add(observer);
    }

    /** Tells an observer nothing more. */
    public void forget(EngineObserver observer) {
        observers.remove(observer);
    }

    /** The live session of that id. One whose peer is overdue is closed on this occasion and not found. */
    public Optional<Session> find(String sid) {
        return Optional.ofNullable(sessions.get(sid)).filter(Session::isAlive);
    }

    /** How many sessions are open or closing. */
    public int sessionCount() {
        return sessions.size();
    }

    /** Closes all sessions abruptly (reason {@code forced close}) and refuses new ones. May be called repeatedly. */
    @Override
    public void close() {
        closed = true;
        sessions.values().forEach(session -> session.closeNow(CloseReason.FORCED_CLOSE, "server closed"));
    }

    public EngineConfig config() {
        return config;
    }

    /** The caller's executor, for the transports' calls that may wait for a peer. */
    public Executor executor() {
        return executor;
    }

    /** The caller's timers, for the transports. */
    public ScheduledExecutorService timers() {
        return timers;
    }

    void close(Session session, String detail) {
        if (session.beginClosing(detail)) {
            LOG.log(Level.DEBUG, "Session {0} is closing: {1}", session.id(), detail);
        }
    }

    void closeNow(Session session, CloseReason reason, String detail) {
        if (session.end(reason, detail)) {
            sessions.remove(session.id());
            entrance.leave(session.request());
            LOG.log(Level.DEBUG, "Session {0} closed: {1}, {2}", session.id(), reason.text(), detail);
        }
    }

    Observers observers() {
        return observers;
    }

    SessionListener listener() {
        return listener;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    private Revision revision(HandshakeRequest request) {
        return config.allowEio3() ? Revision.named(request.queryParameter("EIO").orElse("")) : Revision.V4;
    }

    private Handshake handshake(Session session) {
        boolean upgradable = config.allowUpgrades()
                && session.transportType() == TransportType.POLLING
                && config.transports().contains(TransportType.WEBSOCKET);
        return new Handshake(
                session.id(),
                upgradable ? List.of(TransportType.WEBSOCKET.text()) : List.of(),
                config.pingInterval().toMillis(),
                config.pingTimeout().toMillis(),
                config.maxHttpBufferSize());
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
