package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.EntryId;
import xyz.anipub.socketio.adapter.cluster.Inbox;

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

    private final Link<StatefulRedisConnection<String, byte[]>> link;
    private final String stream;
    private final Executor executor;
    private final ScheduledExecutorService timers;
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final List<Runnable> whenStarted = new ArrayList<>();
    private final Refusals refusals = new Refusals();
    private volatile boolean isClosed;
    private volatile @Nullable EntryId position;
    private volatile boolean isPositionSure;

    /** One namespace's. */
    interface Listener {

        /** Hands on an entry, to be read later. */
        void entry(EntryId id, Map<String, byte[]> fields);

        /** Everything up to there has been handed on, or is another namespace's. */
        void readTo(EntryId id);

        Inbox inbox();
    }

    StreamReader(
            Link<StatefulRedisConnection<String, byte[]>> link,
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
                    isPositionSure = false;
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

    void close() {
        isClosed = true;
        link.close();
    }

    private void round() {
        link.use(connection -> {
            if (isClosed) {
                return;
            } else if (isPositionSure) {
                read(connection);
            } else {
                find(connection);
            }
        });
    }

    /** Where to begin, or whether to go on. */
    private void find(StatefulRedisConnection<String, byte[]> connection) {
        connection
                .async()
                .xrevrange(stream, Range.unbounded(), Limit.from(1))
                .whenComplete((last, failure) -> go(failure, () -> {
                    EntryId end = last.isEmpty()
                            ? BEGINNING
                            : EntryId.parse(last.get(0).getId()).orElse(BEGINNING);
                    start(position == null || end.compareTo(position) < 0 ? end : position);
                    round();
                }));
    }

    private void start(EntryId from) {
        isPositionSure = true;
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
    private void read(StatefulRedisConnection<String, byte[]> connection) {
        connection
                .async()
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
        try {
            if (failure == null) {
                executor.execute(() -> guarded(next));
            } else {
                refusals.note("to read " + stream, failure);
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
            isPositionSure = false;
            timers.schedule(this::round, RedisClients.LONGEST_RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
