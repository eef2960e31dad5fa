package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.cluster.carrier.Inbox;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.redis.connection.Link;
import xyz.anipub.socketio.adapter.redis.connection.RedisClients;
import xyz.anipub.socketio.adapter.redis.connection.RedisTrouble;
import xyz.anipub.socketio.adapter.redis.connection.Refusals;
import xyz.anipub.socketio.adapter.redis.connection.Servers;

/**
 * Reads a stream by a connection of its own, from its end when the node started, for all namespaces: one round after the other,
 * and none while somebody's inbox is full. What is added while Redis or this node is slow is read later.
 *
 * <p>It goes on behind an entry before anybody has looked at it, so a bad one is seen once. Where a reconnect finds that the stream ends
 * before what was read, Redis has lost some of it, or its clock was put back: reading goes on from that end. What was added between the
 * loss and the look is lost then; to read the stream anew would repeat what was delivered long ago.
 *
 * <p>The fields belong to the round under way; rounds follow each other.
 */
final class StreamReader {

    private static final Logger LOG = System.getLogger(StreamReader.class.getName());
    private static final EntryId BEGINNING = new EntryId(0, 0);
    private static final int COUNT = 100;

    private final Link<StatefulConnection<String, byte[]>> link;
    private final String stream;
    private final Executor executor;
    private final ScheduledExecutorService timers;
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final List<Runnable> whenStarted = new ArrayList<>();
    private final Refusals refusals = new Refusals("this node does not hear others");
    private volatile boolean isClosed;
    private volatile @Nullable EntryId position;
    /** How often something has happened after which it has to be looked where to read on. */
    private final AtomicInteger moves = new AtomicInteger();

    /** After which of them that was done the last time. */
    private int lookedAfter = -1;

    /** One namespace's. */
    interface Listener {

        /** Hands on an entry, to be read later. */
        void entry(EntryId id, Map<String, byte[]> fields);

        /** Everything up to there has been handed on, or is another namespace's. */
        void readTo(EntryId id);

        Inbox inbox();
    }

    StreamReader(
            Link<StatefulConnection<String, byte[]>> link,
            String stream,
            Executor executor,
            ScheduledExecutorService timers) {
        this.link = link;
        this.stream = stream;
        this.executor = executor;
        this.timers = timers;
        link.use(connection -> {
            connection.addListener(new RedisConnectionStateListener() {
                @Override
                public void onRedisConnected(RedisChannelHandler<?, ?> back, SocketAddress address) {
                    // Lettuce repeats the read that was under way; before the next one it is looked where to read on.
                    moved();
                }
            });
            round();
        });
    }

    void add(String namespace, Listener listener) {
        EntryId begun = position;
        if (begun != null) {
            listener.readTo(begun);
        }
        listeners.put(namespace, listener);
    }

    void remove(String namespace, Listener listener) {
        listeners.remove(namespace, listener);
    }

    /** Runs a task as soon as everything that is added will be read. */
    void whenStarted(Runnable task) {
        synchronized (whenStarted) {
            if (position == null) {
                whenStarted.add(task);
                return;
            }
        }
        task.run();
    }

    /** Runs it no more, unless it has been run. */
    void cancel(Runnable task) {
        synchronized (whenStarted) {
            whenStarted.remove(task);
        }
    }

    /** What Redis has answered last, if it was an error. */
    Optional<RedisTrouble> trouble() {
        return refusals.trouble();
    }

    void close() {
        isClosed = true;
        link.close();
    }

    /** Before it reads on, it looks where: another server has the stream, which may have less of it. */
    void moved() {
        moves.incrementAndGet();
    }

    private void round() {
        link.use(connection -> {
            if (isClosed) {
                return;
            } else if (lookedAfter == moves.get()) {
                read(connection);
            } else {
                find(connection);
            }
        });
    }

    /** Where to begin, or whether to go on. */
    private void find(StatefulConnection<String, byte[]> connection) {
        int before = moves.get();
        Servers.commands(connection)
                .xrevrange(stream, Range.unbounded(), Limit.from(1))
                .whenComplete((last, failure) -> go(failure, () -> {
                    EntryId end = last.isEmpty()
                            ? BEGINNING
                            : EntryId.parse(last.get(0).getId()).orElse(BEGINNING);
                    lookedAfter = before;
                    start(position == null || end.compareTo(position) < 0 ? end : position);
                    round();
                }));
    }

    private void start(EntryId from) {
        List<Runnable> due;
        synchronized (whenStarted) {
            position = from;
            due = List.copyOf(whenStarted);
            whenStarted.clear();
        }
        tellPosition();
        due.forEach(Runnable::run);
    }

    private void tellPosition() {
        EntryId read = position;
        if (read != null) {
            listeners.values().forEach(listener -> listener.readTo(read));
        }
    }

    @SuppressWarnings("unchecked") // an array of one
    private void read(StatefulConnection<String, byte[]> connection) {
        Servers.commands(connection)
                .xread(
                        XReadArgs.Builder.block(RedisClients.BLOCK).count(COUNT),
                        StreamOffset.from(stream, String.valueOf(position)))
                .whenComplete((entries, failure) -> go(failure, () -> {
                    if (entries != null && !entries.isEmpty()) {
                        entries.forEach(this::take);
                        tellPosition();
                    }
                    goOn();
                }));
    }

    private void take(StreamMessage<String, byte[]> entry) {
        EntryId id = EntryId.parse(entry.getId()).orElseThrow();
        position = id;
        byte[] namespace = entry.getBody().get("nsp");
        Listener listener = namespace == null ? null : listeners.get(RedisClients.text(namespace));
        if (listener != null) {
            listener.entry(id, entry.getBody());
        }
    }

    /** As soon as all have room again. */
    private void goOn() {
        for (Listener listener : listeners.values()) {
            if (listener.inbox().isFull()) {
                listener.inbox().whenRoom(this::goOn);
                return;
            }
        }
        round();
    }

    /** Not on Netty's thread; after a failure once more, in a moment. */
    private void go(@Nullable Throwable failure, Runnable next) {
        refusals.note("to read " + stream, failure);
        try {
            if (failure == null) {
                executor.execute(() -> guarded(next));
            } else {
                tryAgain();
            }
        } catch (RejectedExecutionException e) {
            // The node is stopping.
            isClosed = true;
        }
    }

    /** Whatever happens, somebody reads on: behind what has been taken. */
    private void guarded(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A round of reading failed", e);
            tryAgain();
        }
    }

    private void tryAgain() {
        if (!isClosed) {
            moved();
            timers.schedule(this::round, RedisClients.LONGEST_RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
