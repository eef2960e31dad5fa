package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import xyz.anipub.socketio.adapter.cluster.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.ClusterMeter;

/**
 * The connection by which this node sends and asks. What is sent is written on another thread than the caller's, and leaves in the
 * order of the calls, many messages in one piece; while Redis is away it waits, and what was under way is sent again, so it may
 * arrive twice (but see {@link Repeats}). Where a cluster's server is taken over, what was under way may be overtaken, too.
 *
 * <p>Thread-safe, without a lock. Bounded by {@link RedisConfig#maxWaiting()} and {@link RedisConfig#maxWaitingBytes()}: what is
 * beyond, or waits too long, is lost and counted.
 */
final class Sender {

    /** Then others who want the thread have their turn. */
    private static final int BATCH = 100;

    /** Then it is tried again what Redis would not take for the moment. */
    private static final long PAUSE_MILLIS = 250;

    private final Link<StatefulConnection<String, byte[]>> link;
    private final RedisConfig config;
    private final ClusterMeter meter;
    private final Executor executor;
    private final ScheduledExecutorService timers;
    private final Queue<Supplier<Outgoing>> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> again = new ConcurrentLinkedQueue<>();
    /** Of both queues; who makes it more than none lets the thread begin. */
    private final AtomicInteger unread = new AtomicInteger();

    private final AtomicBoolean isPausing = new AtomicBoolean();
    private volatile boolean isClosed;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Queue<CompletableFuture<Boolean>> whenAllSent = new ConcurrentLinkedQueue<>();

    /** Commands that a connection takes without waiting. */
    interface Command<T> extends Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> {}

    /** @param bytes the length of what is sent */
    record Outgoing(long bytes, Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<?>> command) {}

    /** @param executor where messages are written; one thread at a time */
    Sender(
            Link<StatefulConnection<String, byte[]>> link,
            RedisConfig config,
            ClusterMeter meter,
            Executor executor,
            ScheduledExecutorService timers) {
        this.link = link;
        this.config = config;
        this.meter = meter;
        this.executor = executor;
        this.timers = timers;
        link.use(connection -> {
            // In a cluster Lettuce writes by itself, too, what another server is to have, and does not flush that.
            if (connection instanceof StatefulRedisConnection) {
                flushByTurns(connection);
            }
        });
    }

    /** What is written in one turn leaves in one piece. */
    private static void flushByTurns(StatefulConnection<String, byte[]> connection) {
        connection.setAutoFlushCommands(false);
        // What was written meanwhile leaves when the connection is back.
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> back, SocketAddress address) {
                connection.flushCommands();
            }
        });
    }

    void close() {
        isClosed = true;
        link.close();
    }

    /** Whether nobody would get it now, and it is not to be kept: a volatile event. */
    boolean isInVain(ClusterMessage message) {
        if (message instanceof ClusterMessage.Broadcast broadcast
                && broadcast.options().flags().isVolatile()) {
            StatefulConnection<String, byte[]> connection = link.connection();
            return connection == null || !connection.isOpen();
        }
        return false;
    }

    /**
     * Sends a message, soon.
     *
     * @param message writes it, on a thread of the executor, after all that were given before; one that cannot be written is
     *     counted
     */
    void send(Supplier<Outgoing> message) {
        if (waiting.incrementAndGet() > config.maxWaiting()) {
            overflow(0);
            return;
        }
        messages.add(message);
        if (unread.getAndIncrement() == 0) {
            run();
        }
    }

    /** Is done when nothing waits for Redis, or for its answer. */
    CompletionStage<?> allSent() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        whenAllSent.add(done);
        if (waiting.get() == 0) {
            done.complete(true);
        }
        return done;
    }

    /** How many connections listen to a channel that is not sharded; fails as {@link #ask}. */
    CompletionStage<Integer> subscribers(String channel) {
        return ask(commands -> commands instanceof RedisAdvancedClusterAsyncCommands<String, byte[]> cluster
                // Each server knows of its own.
                ? cluster.upstream().commands().pubsubNumsub(channel).thenApply(each -> each.stream()
                        .mapToInt(counts -> counts.getOrDefault(channel, 0L).intValue())
                        .sum())
                : commands.pubsubNumsub(channel)
                        .thenApply(counts -> counts.getOrDefault(channel, 0L).intValue()));
    }

    /** Fails if there is no answer within {@link RedisConfig#commandTimeout()}. */
    <T> CompletionStage<T> ask(Command<T> command) {
        StatefulConnection<String, byte[]> connection = link.connection();
        if (connection == null) {
            return CompletableFuture.failedStage(new IllegalStateException("Redis has not been reached yet"));
        }
        CompletionStage<T> answer = command.apply(Servers.commands(connection));
        connection.flushCommands();
        return answer;
    }

    private void run() {
        try {
            executor.execute(this::writeSome);
        } catch (RejectedExecutionException e) {
            // The node is stopping: its last words.
            writeSome();
        }
    }

    private void writeSome() {
        if (isPausing.getAndSet(false)) {
            pause();
            return;
        }
        int written = 0;
        while (written < BATCH && writeNext()) {
            written++;
        }
        link.use(StatefulConnection::flushCommands);
        if (unread.addAndGet(-written) > 0) {
            run();
        }
    }

    /** All waits, so that the order stays. */
    private void pause() {
        try {
            timers.schedule(this::run, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The node is stopping.
        }
    }

    private boolean writeNext() {
        Runnable refused = again.poll();
        if (refused != null) {
            refused.run();
            return true;
        }
        Supplier<Outgoing> next = messages.poll();
        if (next != null) {
            write(next);
        }
        return next != null;
    }

    private void write(Supplier<Outgoing> message) {
        Outgoing outgoing;
        try {
            outgoing = message.get();
        } catch (RuntimeException | Error e) {
            unsent(0, e);
            return;
        }
        if (waitingBytes.addAndGet(outgoing.bytes()) > config.maxWaitingBytes()) {
            overflow(outgoing.bytes());
            return;
        }
        long given = System.nanoTime();
        link.use(connection -> write(outgoing, given, connection));
    }

    private void write(Outgoing outgoing, long given, StatefulConnection<String, byte[]> connection) {
        if (System.nanoTime() - given > config.keep().toNanos()) {
            // Redis came for the first time, and late, or did not take it for so long. Else Lettuce keeps the time.
            unsent(outgoing.bytes(), new TimeoutException("it waited too long for Redis"));
            return;
        }
        try {
            outgoing.command().apply(Servers.commands(connection)).whenComplete((answer, failure) -> {
                if (failure == null) {
                    sent(outgoing.bytes());
                } else if (Passing.is(failure) && !isClosed) {
                    writeAgain(() -> write(outgoing, given, connection));
                } else {
                    unsent(outgoing.bytes(), failure);
                }
            });
        } catch (RuntimeException | Error e) {
            unsent(outgoing.bytes(), e);
        }
    }

    private void writeAgain(Runnable write) {
        isPausing.set(true);
        again.add(write);
        if (unread.getAndIncrement() == 0) {
            run();
        }
    }

    private void overflow(long bytes) {
        unsent(bytes, new RejectedExecutionException("too much waits for Redis"));
    }

    private void unsent(long bytes, Throwable reason) {
        sent(bytes);
        meter.countUnsent(reason);
    }

    private void sent(long bytes) {
        waitingBytes.addAndGet(-bytes);
        if (waiting.decrementAndGet() == 0) {
            for (var done = whenAllSent.poll(); done != null; done = whenAllSent.poll()) {
                done.complete(true);
            }
        }
    }
}
