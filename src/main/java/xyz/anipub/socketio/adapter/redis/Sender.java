package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import xyz.anipub.socketio.adapter.cluster.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.ClusterMeter;

/**
 * The connection by which this node sends and asks. What is sent is written on another thread than the caller's, and leaves in the
 * order of the calls, many messages in one piece; while Redis is away it waits, and what was under way is sent again, so it may
 * arrive twice (but see {@link Repeats}).
 *
 * <p>Thread-safe, without a lock. Bounded by {@link RedisConfig#maxWaiting()} and {@link RedisConfig#maxWaitingBytes()}: what is
 * beyond, or waits too long, is lost and counted.
 */
final class Sender {

    /** Then others who want the thread have their turn. */
    private static final int BATCH = 100;

    private final Link<StatefulRedisConnection<String, byte[]>> link;
    private final RedisConfig config;
    private final ClusterMeter meter;
    private final Executor executor;
    private final Queue<Waiting> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unread = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final ScheduledFuture<?> sign;

    /** Commands that a connection takes without waiting. */
    interface Command<T> extends Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> {}

    /** @param bytes the length of what is sent */
    record Outgoing(long bytes, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<?>> command) {}

    /** @param done what follows, once it has been sent or lost */
    private record Waiting(Supplier<Outgoing> message, Runnable done) {}

    /** @param executor where messages are written; one thread at a time */
    Sender(
            Link<StatefulRedisConnection<String, byte[]>> link,
            RedisConfig config,
            ClusterMeter meter,
            Executor executor,
            ScheduledExecutorService timers) {
        this.link = link;
        this.config = config;
        this.meter = meter;
        this.executor = executor;
        // What is written in one turn leaves in one piece.
        link.use(connection -> {
            connection.setAutoFlushCommands(false);
            // What was written meanwhile leaves when the connection is back.
            connection.addListener(new RedisConnectionStateListener() {
                @Override
                public void onRedisConnected(RedisChannelHandler<?, ?> back, SocketAddress address) {
                    connection.flushCommands();
                }
            });
        });
        // So that something comes back if nothing is sent.
        long pause = RedisClients.signOfLife(config).toMillis();
        this.sign =
                timers.scheduleWithFixedDelay(() -> ask(RedisAsyncCommands::ping), pause, pause, TimeUnit.MILLISECONDS);
    }

    void close() {
        sign.cancel(false);
        link.close();
    }

    /** Whether nobody would get it now, and it is not to be kept: a volatile event. */
    boolean isInVain(ClusterMessage message) {
        if (message instanceof ClusterMessage.Broadcast broadcast
                && broadcast.options().flags().isVolatile()) {
            return !isConnected();
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
        send(message, () -> {});
    }

    /** @param done called once, when Redis has answered or the message is lost; must neither wait nor throw */
    void send(Supplier<Outgoing> message, Runnable done) {
        if (waiting.incrementAndGet() > config.maxWaiting()) {
            overflow(0);
            done.run();
            return;
        }
        messages.add(new Waiting(message, done));
        if (unread.getAndIncrement() == 0) {
            run();
        }
    }

    /** Is done when Redis has answered all that was sent before: it answers in order. */
    CompletionStage<?> allSent() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        send(() -> new Outgoing(
                0, commands -> commands.ping().whenComplete((pong, failure) -> done.complete(failure == null))));
        return done;
    }

    /** Whether Redis can be reached now, as far as is known. */
    boolean isConnected() {
        StatefulRedisConnection<String, byte[]> connection = link.connection();
        return connection != null && connection.isOpen();
    }

    /** Whether so much waits that what can wait should. */
    boolean isBusy() {
        return waiting.get() > config.maxWaiting() / 4;
    }

    /** Fails if there is no answer within {@link RedisConfig#commandTimeout()}. */
    <T> CompletionStage<T> ask(Command<T> command) {
        StatefulRedisConnection<String, byte[]> connection = link.connection();
        if (connection == null) {
            return CompletableFuture.failedStage(new IllegalStateException("Redis has not been reached yet"));
        }
        CompletionStage<T> answer = command.apply(connection.async());
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
        int written = 0;
        for (Waiting next = messages.poll(); next != null; next = messages.poll()) {
            write(next);
            if (++written == BATCH) {
                break;
            }
        }
        link.use(StatefulRedisConnection::flushCommands);
        if (unread.addAndGet(-written) > 0) {
            run();
        }
    }

    private void write(Waiting next) {
        try {
            Outgoing outgoing = next.message().get();
            if (waitingBytes.addAndGet(outgoing.bytes()) > config.maxWaitingBytes()) {
                overflow(outgoing.bytes());
                next.done().run();
                return;
            }
            long given = System.nanoTime();
            link.use(connection -> {
                if (System.nanoTime() - given > config.keep().toNanos()) {
                    // Redis came for the first time, and late. Later on Lettuce keeps the time.
                    sent(outgoing.bytes());
                    meter.countUnsent(new TimeoutException("it waited too long for Redis"));
                    next.done().run();
                    return;
                }
                outgoing.command().apply(connection.async()).whenComplete((answer, failure) -> {
                    sent(outgoing.bytes());
                    if (failure != null) {
                        meter.countUnsent(failure);
                    }
                    next.done().run();
                });
            });
        } catch (RuntimeException | Error e) {
            sent(0);
            meter.countUnsent(e);
            next.done().run();
        }
    }

    private void overflow(long bytes) {
        sent(bytes);
        meter.countUnsent(new RejectedExecutionException("too much waits for Redis"));
    }

    private void sent(long bytes) {
        waiting.decrementAndGet();
        waitingBytes.addAndGet(-bytes);
    }
}
