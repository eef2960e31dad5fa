package xyz.anipub.socketio.adapter.cluster;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import xyz.anipub.socketio.adapter.Sharing;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.packet.Arguments;

/**
 * Keeps this node's sessions where all nodes find them: written soon after they have changed, several changes at once, and again
 * before they expire, so that they are there when this node is not.
 *
 * <p>Thread-safe: the monitor of this object guards which are to be written; nothing is called with it but the executor. Of each
 * socket that can come back it keeps one entry.
 */
final class SessionWriter {

    /** Written again after so long at the latest; a session outlives its node for one of these more than a client may stay away. */
    static final Duration REFRESH = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(SessionWriter.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);
    /** In so many ticks all are written, or in fewer if there are only few. */
    private static final int PARTS = 20;

    private static final int FEW = 100;

    private final String namespace;
    private final SocketEmitter emitter;
    private final Sharing sharing;
    private final SharedLog log;
    private final ClusterThreads threads;
    private final LongSupplier nanoTime;
    private final Duration lifetime;
    private final ScheduledFuture<?> ticks;
    /** Secrets by ids; those that were written longest ago in front. */
    private final Map<String, Written> written = new LinkedHashMap<>();

    private final Set<String> due = new LinkedHashSet<>();
    /** To be written once more: they could not be written, or it could not be said what they had been sent. */
    private final Set<String> again = new LinkedHashSet<>();

    private boolean isRunning;

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
                .scheduleWithFixedDelay(this::refresh, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A socket has come, or there is something new about it. */
    void changed(String sid) {
        synchronized (this) {
            due.add(sid);
            if (isRunning) {
                return;
            }
            isRunning = true;
        }
        run();
    }

    /** Those that are away may have changed, or be gone. */
    void awayChanged() {
        List<String> all;
        synchronized (this) {
            all = List.copyOf(written.keySet());
        }
        all.stream().filter(sid -> !emitter.isConnected(sid)).forEach(this::changed);
    }

    /** Writes the last ones, at once. */
    void close() {
        ticks.cancel(false);
        write();
    }

    /** Some at a time: what clients are sent goes the same way. */
    private void refresh() {
        List<String> some = new ArrayList<>();
        synchronized (this) {
            int most = Math.max(FEW, written.size() / PARTS);
            for (Iterator<String> each = again.iterator(); each.hasNext() && some.size() < most; each.remove()) {
                some.add(each.next());
            }
            long now = nanoTime.getAsLong();
            for (Map.Entry<String, Written> each : written.entrySet()) {
                if (now - each.getValue().nanos() < REFRESH.toNanos() || some.size() >= most) {
                    break;
                }
                some.add(each.getKey());
            }
        }
        some.forEach(this::changed);
    }

    private void run() {
        try {
            threads.handlers().execute(this::write);
        } catch (RejectedExecutionException e) {
            // The node is stopping.
            write();
        }
    }

    private void write() {
        for (List<String> some = takeDue(); !some.isEmpty(); some = takeDue()) {
            for (String sid : some) {
                try {
                    write(sid);
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.ERROR, "A session is not kept for other nodes", e);
                }
            }
        }
    }

    private synchronized List<String> takeDue() {
        List<String> taken = List.copyOf(due);
        due.clear();
        isRunning = !taken.isEmpty();
        return taken;
    }

    private void write(String sid) {
        Optional<StoredSession> connected = emitter.session(sid);
        Optional<String> pid = connected.map(StoredSession::pid).or(() -> pid(sid));
        if (pid.isEmpty()) {
            return;
        }
        Optional<Sharing.Told> told = sharing.tell(sid, pid.get());
        Optional<StoredSession> session = told.flatMap(Sharing.Told::away).or(() -> connected);
        if (told.isEmpty()) {
            forget(sid);
            log.delete(pid.get());
            return;
        } else if (session.isEmpty()) {
            // It is just going; whoever sees to that says so.
            return;
        }
        Map<String, JsonValue> data = new HashMap<>();
        session.get().data().forEach((name, value) -> data.put(name, Arguments.value(value)));
        boolean isSaved = log.save(
                new KeptSession(
                        sid,
                        pid.get(),
                        told.get().rooms(),
                        data,
                        Optional.of(namespace),
                        told.get().standing()),
                lifetime);
        note(sid, pid.get(), !isSaved || told.get().standing().isEmpty());
    }

    private synchronized Optional<String> pid(String sid) {
        return Optional.ofNullable(written.get(sid)).map(Written::pid);
    }

    private synchronized void forget(String sid) {
        written.remove(sid);
    }

    private synchronized void note(String sid, String pid, boolean soonAgain) {
        if (soonAgain) {
            again.add(sid);
        }
        written.remove(sid);
        written.put(sid, new Written(pid, nanoTime.getAsLong()));
    }
}
