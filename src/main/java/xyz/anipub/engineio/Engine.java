package xyz.anipub.engineio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.handshake.Applicant;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.handshake.HandshakeVeto;
import xyz.anipub.engineio.handshake.OpenConnections;
import xyz.anipub.engineio.handshake.SessionLimits;
import xyz.anipub.engineio.handshake.Ticket;
import xyz.anipub.engineio.packet.Revision;
import xyz.anipub.engineio.session.Backlog;
import xyz.anipub.engineio.session.Timers;

/**
 * Opens, finds and closes the sessions of one Engine.IO server. There is no other way to close one.
 *
 * <p>Thread-safe. The map of sessions holds at most {@link EngineConfig#maxSessions()}, that of those whose last poll is
 * awaited what their clients have ended within {@value #LAST_POLL_MILLIS} ms; {@link EngineThreads} says where
 * the work is done.
 */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Engine.class.getName());
    /** How much later than the close packet of a POST the poll that the client sent before it may come. */
    private static final long LAST_POLL_MILLIS = 250;

    /** Transports have a second of patience with each peer, and may need another one to end its connection. */
    private static final Duration LAST_CONNECTIONS = Duration.ofSeconds(3);

    private final EngineConfig config;
    private final SessionListener listener;
    private final EngineThreads threads;
    private final LongSupplier nanoTime;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    /** Closed by their clients a moment ago. */
    private final Map<String, Session> awaitingLastPoll = new ConcurrentHashMap<>();

    private final Observers observers = new Observers();
    private final OpenConnections connections = new OpenConnections();
    private final Handshakes handshakes;
    private final Drainers drainers;
    private final Timers timers;
    private final Backlog backlog;
    private final SessionRouter router;
    private volatile boolean closed;

    /** With {@link EngineThreads#of one executor} for all. */
    public Engine(EngineConfig config, SessionListener listener, Executor executor, ScheduledExecutorService timers) {
        this(config, listener, EngineThreads.of(executor, timers));
    }

    public Engine(EngineConfig config, SessionListener listener, EngineThreads threads) {
        this(config, listener, threads, SessionRouter.NONE);
    }

    /** @param router where to look for sessions that this engine has not */
    public Engine(EngineConfig config, SessionListener listener, EngineThreads threads, SessionRouter router) {
        this(config, listener, threads, router, System::nanoTime);
    }

    Engine(EngineConfig config, SessionListener listener, EngineThreads threads, LongSupplier nanoTime) {
        this(config, listener, threads, SessionRouter.NONE, nanoTime);
    }

    private Engine(
            EngineConfig config,
            SessionListener listener,
            EngineThreads threads,
            SessionRouter router,
            LongSupplier nanoTime) {
        this.config = config;
        this.listener = listener;
        this.threads = threads;
        this.router = router;
        this.nanoTime = nanoTime;
        this.backlog = new Backlog(config.backlogBytes());
        this.timers = new Timers(threads.timers(), threads.writers());
        SessionLimits limits = new SessionLimits(config, nanoTime);
        this.handshakes =
                new Handshakes(config, new HandshakeVeto(config, threads.listener(), timers), limits, observers);
        this.drainers = new Drainers(threads.writers(), config);
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
     * For doors: the way to the session that a request belongs to, if another node has it; then {@link #admit} knows nothing of it.
     *
     * @param received copied only if the request names a session of others
     * @throws HandshakeRejectedException if it is to be refused
     */
    public Optional<RelayedSession> route(Admission request, Supplier<HandshakeRequest> received) {
        if (router == SessionRouter.NONE
                || request.sid().isEmpty()
                || isHere(request.sid().get())) {
            return Optional.empty();
        }
        String address = received.get().behind(config.addresses().proxies()).remoteAddress();
        Optional<RelayedSession> session = router.find(request.sid().get(), address);
        session.ifPresent(elsewhere -> request.verifyElsewhere(config));
        return session;
    }

    private boolean isHere(String sid) {
        return sessions.containsKey(sid) || awaitingLastPoll.containsKey(sid);
    }

    /**
     * For doors: the right to open a session for a handshake that {@link #admit} has nothing against and that needs no
     * veto.
     *
     * @param received as {@link #allow}'s
     * @throws HandshakeRejectedException if there are too many handshakes of the address, or no id could be made
     */
    public Ticket ticket(HandshakeRequest received) {
        return handshakes.ticket(received);
    }

    /** As {@link #open(Ticket, Transport)}, for a request that needs no veto. */
    public Session open(HandshakeRequest request, Transport transport) {
        return open(ticket(request), transport);
    }

    /**
     * For doors: opens the session of a ticket on {@code transport}. The open packet is queued to the transport first,
     * then the listener is told.
     *
     * @throws HandshakeRejectedException (forbidden) if there are too many sessions, of all or of the address, or the
     *     engine is closed
     */
    public Session open(Ticket ticket, Transport transport) {
        long opened = nanoTime.getAsLong();
        HandshakeRequest request = ticket.request();
        handshakes.enter(request);
        Session session = new Session(this, ticket.sid(), request, revision(request), transport);
        if (sessions.putIfAbsent(session.id(), session) != null) {
            handshakes.leave(request);
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, Handshakes.ID_GENERATION_ERROR);
        }
        observers.opened(session);
        if (closed) {
            closeNow(session, CloseReason.FORCED_CLOSE, "server closed");
            throw new HandshakeRejectedException(HandshakeError.FORBIDDEN, "the engine is closed");
        }
        try {
            session.open(opened);
        } catch (RuntimeException e) {
            closeNow(session, CloseReason.TRANSPORT_ERROR, "could not be opened");
            throw e;
        }
        return session;
    }

    /**
     * For doors: asks the application whether a handshake that {@link #admit} has nothing against may become a session.
     * Returns at once, after {@code applicant} was told or before; observers hear of a refusal. A handshake that comes too
     * soon after others of its address is refused unasked.
     *
     * @param received as it came from the connection; the session's has the address and the scheme that proxies tell
     */
    public void allow(Admission request, HandshakeRequest received, Applicant applicant) {
        handshakes.allow(request, received, applicant);
    }

    /** For doors: tells observers of a refusal; {@code request} is asked only if there is one. */
    public void refused(HandshakeRejectedException rejection, Supplier<HandshakeRequest> request) {
        handshakes.refused(rejection, request);
    }

    /** From now on tells {@code observer} what is refused and carried. */
    public void observe(EngineObserver observer) {
        observers.add(observer);
    }

    /** Tells an observer nothing more. */
    public void forget(EngineObserver observer) {
        observers.remove(observer);
    }

    /**
     * The live session of that id, or one whose client has ended it a moment ago and may have a poll on its way. One whose
     * peer is overdue is closed on this occasion and not found.
     */
    public Optional<Session> find(String sid) {
        return Optional.ofNullable(sessions.get(sid))
                .filter(Session::isAlive)
                .or(() -> Optional.ofNullable(awaitingLastPoll.get(sid)));
    }

    /** How many sessions are open or closing. */
    public int sessionCount() {
        return sessions.size();
    }

    /** What has been carried so far. */
    public EngineTraffic traffic() {
        return observers.traffic();
    }

    /** What waits for and from all sessions, as {@link EngineConfig#backlogBytes()} counts it. */
    public long waitingBytes() {
        return backlog.bytes();
    }

    /** How many of them are carried by this transport at the moment; looks at each. */
    public int sessionCount(TransportType type) {
        return (int) sessions.values().stream()
                .filter(session -> session.transportType() == type)
                .count();
    }

    /**
     * Closes all sessions abruptly (reason {@code forced close}) and refuses new ones. Waits up to 3 s for connections
     * whose peers do not close their side: those would stay open in a container that goes on without the application. The
     * executors have to be shut down after that only. May be called repeatedly.
     */
    @Override
    public void close() {
        closed = true;
        sessions.values().forEach(session -> session.closeNow(CloseReason.FORCED_CLOSE, "server closed"));
        if (!connections.awaitClosed(LAST_CONNECTIONS)) {
            LOG.log(Level.DEBUG, "Not every connection is closed");
        }
    }

    /** For transports: those that they have to close. */
    public OpenConnections connections() {
        return connections;
    }

    /** Whether it has been closed. */
    public boolean isClosed() {
        return closed;
    }

    public EngineConfig config() {
        return config;
    }

    /** The caller's executor, for the transports' calls that may wait for a peer. */
    public Executor executor() {
        return threads.listener();
    }

    /** The caller's threads that write, and never wait for a peer, for the transports. */
    public Executor writer() {
        return threads.writers();
    }

    /** The caller's threads for what only computes, for the transports. */
    public Executor compressor() {
        return threads.compressors();
    }

    /** For transports: deadlines, met by the threads that write. */
    public Timers timers() {
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
            handshakes.leave(session.request());
            observers.closed(session, reason);
            LOG.log(Level.DEBUG, "Session {0} closed: {1}, {2}", session.id(), reason.text(), detail);
        }
    }

    void awaitLastPoll(Session session) {
        awaitingLastPoll.put(session.id(), session);
        timers.schedule(() -> lastPollCame(session), LAST_POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    void lastPollCame(Session session) {
        awaitingLastPoll.remove(session.id(), session);
    }

    Observers observers() {
        return observers;
    }

    Backlog backlog() {
        return backlog;
    }

    Drainers drainers() {
        return drainers;
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
}
