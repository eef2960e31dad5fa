package xyz.anipub.engineio.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.SessionRouter;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.peer.LogPace;

/**
 * A node's place among those that serve each other's sessions. Each says to all, five times in the patience, that it lives; who does
 * not is not asked.
 *
 * <p>Thread-safe, nothing blocks. What comes from other nodes is handled in one line, in which nothing waits: sessions and transports
 * only take it.
 */
public final class NodeRelay implements SessionRouter, AutoCloseable {

    private static final Logger LOG = System.getLogger(NodeRelay.class.getName());

    /** More would not find each other in one Redis anyway. */
    private static final int MAX_PEERS = 1_000;

    private final String name = SessionNames.node();
    private final RelayConfig config;
    private final NodeChannel channel;
    private final Executor executor;
    private final Timers timers;
    private final Lane lane;
    private final Guests guests;
    private final LogPace malformed = new LogPace(System::nanoTime);
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final AtomicLong underWay = new AtomicLong();
    private final long born = System.nanoTime();
    private volatile SessionRouter own = SessionRouter.NONE;
    private volatile boolean leaving;
    private volatile boolean closed;

    /** @param executor as the engine's writers: runs what does not wait */
    public NodeRelay(RelayConfig config, NodeChannel channel, Executor executor, Timers timers) {
        this.config = config;
        this.channel = channel;
        this.executor = executor;
        this.timers = timers;
        this.lane = new Lane(executor, config.maxBytes());
        this.guests = new Guests(config, System::nanoTime);
    }

    /**
     * Begins.
     *
     * @param sessions those of this node
     */
    public void start(SessionRouter sessions) {
        own = sessions;
        channel.listen(name, message -> lane.offer(message.length, () -> receive(message)));
        beat();
    }

    /** An id for a session of this node, which others know by it. */
    public String newSessionId() {
        return SessionNames.session(name);
    }

    @Override
    public Optional<RelayedSession> find(String sid, String address) {
        return SessionNames.nodeOf(sid)
                .map(peers::get)
                .filter(peer -> peer.isReachable() && !leaving && guests.mayAsk(sid, address))
                .map(peer -> new AwaySession(peer, sid, address, guests));
    }

    /** Ends what is carried for clients of this node; its sessions are served still. */
    public void leave() {
        leaving = true;
        lane.offer(0, () -> peers.values().forEach(Peer::endOurs));
    }

    /** Ends all that is carried, and says so to the others. */
    @Override
    public void close() {
        leaving = true;
        closed = true;
        channel.sendToAll(FrameCodec.encode(name, 0, new Frame.Gone()));
        lane.offer(0, () -> peers.values().forEach(Peer::close));
    }

    private void beat() {
        if (closed) {
            return;
        }
        channel.sendToAll(FrameCodec.encode(name, 0, new Frame.Here()));
        lane.offer(0, () -> {
            peers.values().forEach(Peer::beat);
            peers.values().removeIf(Peer::isForgotten);
        });
        try {
            timers.schedule(this::beat, config.patience().toMillis() / Peer.PATIENCE, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The node is stopping", e);
        }
    }

    private void receive(byte[] message) {
        try {
            if (message.length > config.maxMessage()) {
                throw new MalformedFrameException("too long");
            }
            Envelope envelope = FrameCodec.decode(message);
            if (!envelope.from().equals(name)) {
                receive(envelope);
            }
        } catch (RuntimeException e) {
            // Whoever reaches the channel can send anything; what is ours and missing now shows by its number, and what
            // fails while it is handled breaks the link.
            malformed
                    .pass()
                    .ifPresent(held -> LOG.log(
                            Level.WARNING,
                            "A message between nodes was dropped: {0} ({1} more since the last such line)",
                            e,
                            held));
        }
    }

    private void receive(Envelope envelope) {
        Peer peer = peers.get(envelope.from());
        if (peer == null) {
            if (peers.size() >= MAX_PEERS) {
                return;
            }
            peer = meet(envelope.from());
        }
        if (envelope.frame() instanceof Frame.Here) {
            peer.here();
        } else if (envelope.frame() instanceof Frame.Gone) {
            peer.gone();
        } else {
            peer.receive(envelope);
        }
    }

    /** Says at once to who has just come that this node lives. */
    private Peer meet(String other) {
        long run = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - born);
        Peer met = new Peer(new Outlet(name, other, run, channel, config, underWay, executor), run, this::open);
        peers.put(other, met);
        channel.sendToAll(FrameCodec.encode(name, 0, new Frame.Here()));
        return met;
    }

    /** Others ask for a session here. */
    private void open(Peer peer, Envelope envelope) {
        long id = -envelope.exchange();
        if (envelope.frame() instanceof Frame.Fail fail) {
            own.find(fail.sid(), "").ifPresent(session -> session.fail(fail.detail()));
        } else if (id >= 0) {
            // An answer that nobody waits for any more.
            LOG.log(Level.DEBUG, "Late: {0}", envelope.frame());
        } else if (envelope.frame() instanceof Frame.Poll poll) {
            session(peer, id, poll.sid()).ifPresent(session -> {
                ServedPoll served = new ServedPoll(peer, id, session);
                peer.open(id, served);
                served.begin();
            });
        } else if (envelope.frame() instanceof Frame.Post post) {
            session(peer, id, post.sid()).ifPresent(session -> session.post(post.payload(), new ServedPost(peer, id)));
        } else if (envelope.frame() instanceof Frame.Connect connect) {
            session(peer, id, connect.sid()).ifPresent(session -> connect(peer, id, session, connect.textOnly()));
        }
    }

    private static void connect(Peer peer, long id, RelayedSession session, boolean textOnly) {
        SocketExchange exchange = new SocketExchange(peer, id, outcome -> {});
        peer.open(id, exchange);
        exchange.tell(session.connect(textOnly, exchange));
    }

    private Optional<RelayedSession> session(Peer peer, long id, String sid) {
        Optional<RelayedSession> session = own.find(sid, "");
        if (session.isEmpty()) {
            peer.tell(id, new Frame.Rejection(HandshakeError.UNKNOWN_SID));
        }
        return session;
    }
}
