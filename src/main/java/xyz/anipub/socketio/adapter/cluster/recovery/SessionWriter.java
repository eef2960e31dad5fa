package xyz.anipub.socketio.adapter.cluster.recovery;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.cluster.carrier.KeptSession;
import xyz.anipub.socketio.adapter.cluster.carrier.SharedLog;
import xyz.anipub.socketio.adapter.recovery.Sharing;
import xyz.anipub.socketio.packet.Arguments;

/**
 * Keeps this node's sessions where all nodes find them: written soon after they have changed, several changes at once, and again
 * before they expire, so that they are there when this node is not. While the log is away they wait; what is broadcast never
 * waits for more than a few of them.
 *
 * <p>Thread-safe: the monitor of this object guards which are to be written; nothing foreign is called with it. Of each socket that
 * can come back it keeps one entry.
 */
final class SessionWriter {

    /**
     * Written again after so long, or up to {@link #SPREAD} later where many are due; a session outlives its node for two of these
     * more than a client may stay away.
     */
    static final Duration REFRESH = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(SessionWriter.class.getName());
    /** Between two writes of a session, but if its rooms have changed: an event for its socket alone is known elsewhere that late. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final Duration SPREAD = Duration.ofSeconds(20);
    private static final int MAX_UNDER_WAY = 64;

    private final String namespace;
    private final SocketEmitter emitter;
    private final Sharing sharing;
    private final SharedLog log;
    private final ClusterThreads threads;
    private final LongSupplier nanoTime;
    private final Duration lifetime;
    private final ScheduledFuture<?> ticks;
    /** By ids; those that were written longest ago in front. */
    private final Map<String, Written> written = new LinkedHashMap<>();

    private final Set<String> due = new LinkedHashSet<>();
    /** Those whose rooms have changed: who comes back without would hear nothing of them. */
    private final Set<String> urgent = new HashSet<>();
    /** Due at the next tick. */
    private final Set<String> later = new LinkedHashSet<>();
    /** Written when it could not be said what they had been sent; due when it can. */
    private final Set<String> doubtful = new LinkedHashSet<>();

    private int underWay;
    private boolean isRunning;
    private boolean isClosing;

    private record Written(String pid, long nanos) {}

    SessionWriter(
            String namespace,
            SocketEmitter emitter,
            Sharing sharing,
            SharedLog log,
            ClusterThreads threads,
            LongSupplier nanoTime) {
        this.namespace = namespace;
        this.emitter = emitter;
        this.sharing = sharing;
        this.log = log;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.lifetime = sharing.patience().plus(REFRESH.multipliedBy(2));
        this.ticks = threads.timers()
                .scheduleWithFixedDelay(this::tick, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A socket has come, or gone, or is in other rooms: written at once. */
    void roomsChanged(String sid) {
        synchronized (this) {
            urgent.add(sid);
        }
        changed(sid);
    }

    /** There is something else new about a socket. */
    void changed(String sid) {
        synchronized (this) {
            due.add(sid);
        }
        run();
    }

    /** Writes the last ones, at once. */
    void close() {
        ticks.cancel(false);
        synchronized (this) {
            isClosing = true;
            due.addAll(later);
        }
        write();
    }

    private void tick() {
        if (!log.isReachable()) {
            // What it is in doubt about comes late, and only then.
            sharing.prolongDoubt();
        }
        boolean isDoubtOver = !sharing.isInDoubt();
        synchronized (this) {
            due.addAll(later);
            later.clear();
            if (isDoubtOver) {
                due.addAll(doubtful);
                doubtful.clear();
            }
            long now = nanoTime.getAsLong();
            int some = 1 + (int) (written.size() * PAUSE.toMillis() / SPREAD.toMillis());
            Iterator<Map.Entry<String, Written>> oldest = written.entrySet().iterator();
            while (some-- > 0 && oldest.hasNext()) {
                Map.Entry<String, Written> each = oldest.next();
                if (now - each.getValue().nanos() < REFRESH.toNanos()) {
                    break;
                }
                due.add(each.getKey());
            }
        }
        run();
    }

    private void run() {
        synchronized (this) {
            if (isRunning || due.isEmpty() || underWay >= MAX_UNDER_WAY) {
                return;
            }
            isRunning = true;
        }
        try {
            threads.handlers().execute(this::write);
        } catch (RejectedExecutionException e) {
            // The node is stopping.
            write();
        }
    }

    private void write() {
        for (Optional<String> next = takeDue(); next.isPresent(); next = takeDue()) {
            String sid = next.get();
            try {
                write(sid).whenComplete((done, failure) -> wrote(sid, failure != null));
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A session is not kept for other nodes", e);
                wrote(sid, false);
            }
        }
    }

    private Optional<String> takeDue() {
        boolean isReachable = log.isReachable();
        synchronized (this) {
            Iterator<String> waiting = due.iterator();
            while (isReachable && waiting.hasNext() && (isClosing || underWay < MAX_UNDER_WAY)) {
                String sid = waiting.next();
                waiting.remove();
                Written before = written.get(sid);
                if (urgent.remove(sid)
                        || isClosing
                        || before == null
                        || nanoTime.getAsLong() - before.nanos() >= PAUSE.toNanos()) {
                    underWay++;
                    return Optional.of(sid);
                }
                later.add(sid);
            }
            isRunning = false;
            return Optional.empty();
        }
    }

    /** What could not be written is tried again at the next tick. */
    private void wrote(String sid, boolean failed) {
        synchronized (this) {
            underWay--;
            if (failed) {
                later.add(sid);
            }
        }
        run();
    }

    private CompletionStage<?> write(String sid) {
        Optional<StoredSession> connected = emitter.session(sid);
        Optional<Written> before = before(sid);
        Optional<String> pid = connected.map(StoredSession::pid).or(() -> before.map(Written::pid));
        Optional<Sharing.Told> told = pid.flatMap(secret -> sharing.tell(sid, secret));
        Optional<StoredSession> gone = told.flatMap(Sharing.Told::away);
        Optional<StoredSession> session = gone.or(() -> connected);
        if (pid.isEmpty() || told.isPresent() && session.isEmpty()) {
            // It cannot come back; or it is just going, and whoever sees to that says so.
            return CompletableFuture.completedStage(null);
        } else if (told.isEmpty()) {
            return log.delete(pid.get()).thenRun(() -> forget(sid));
        }
        KeptSession kept = kept(session.get(), told.get());
        note(sid, pid.get(), gone.isEmpty() && kept.standing().isEmpty());
        if (gone.isEmpty() || before.isEmpty()) {
            return log.save(kept, lifetime);
        }
        return log.replace(kept, lifetime).thenAccept(isKept -> {
            if (!isKept) {
                sharing.moved(gone.get());
                forget(sid);
            }
        });
    }

    private KeptSession kept(StoredSession session, Sharing.Told told) {
        Map<String, JsonValue> data = new HashMap<>();
        session.data().forEach((name, value) -> data.put(name, Arguments.value(value)));
        return new KeptSession(
                session.sid(), session.pid(), told.rooms(), data, Optional.of(namespace), told.standing());
    }

    private synchronized Optional<Written> before(String sid) {
        return Optional.ofNullable(written.get(sid));
    }

    private synchronized void forget(String sid) {
        written.remove(sid);
    }

    private synchronized void note(String sid, String pid, boolean isDoubtful) {
        if (isDoubtful) {
            doubtful.add(sid);
        }
        written.remove(sid);
        written.put(sid, new Written(pid, nanoTime.getAsLong()));
    }
}
