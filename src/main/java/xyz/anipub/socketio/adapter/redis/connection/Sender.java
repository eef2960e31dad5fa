package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Classic;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;

/**
 * The connection by which this node sends and asks. What is sent is written on another thread than the caller's, and leaves in the
 * order of the calls, many messages in one piece; while Redis is away it waits, and what was under way is sent again, so it may
 * arrive twice (but see {@code Repeats}). Where a cluster's server is taken over, what was under way may be overtaken, too.
 *
 * <p>Thread-safe, without a lock. Bounded by {@link RedisConfig#maxWaiting()} and {@link RedisConfig#maxWaitingBytes()}: what is
 * beyond, or waits too long, is lost and counted.
 */
public final class Sender {

    /** Then others who want the thread have their turn. */
    private static final int BATCH = 100;

    /** Then it is tried again what Redis would not take for the moment. */
    private static final long PAUSE_MILLIS = 250;

    private final Link<StatefulConnection<String, byte[]>> link;
    private final RedisConfig config;
    private final ClusterMeter meter;
    private final Executor executor;
    private final ScheduledExecutorService timers;
    private final Queue<Draft> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> again = new ConcurrentLinkedQueue<>();
    /** Of both queues; who makes it more than none lets the thread begin. */
    private final AtomicInteger unread = new AtomicInteger();

    private final AtomicBoolean isPausing = new AtomicBoolean();
    private volatile boolean isClosed;
    private final Refusals refusals = new Refusals("others do not hear this node");
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Queue<CompletableFuture<Boolean>> whenAllSent = new ConcurrentLinkedQueue<>();

    /** Commands that a connection takes without waiting. */
    public interface Command<T> extends Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> {}

    /** @param bytes the length of what is sent */
    public record Outgoing(
            long bytes, Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<?>> command) {}

    /**
     * One that is not written yet.
     *
     * @param lifetime how long it may wait once it is
     * @param isVolatile whether it is not tried again
     * @param done told whether it has been sent
     */
    private record Draft(Supplier<Outgoing> outgoing, Duration lifetime, boolean isVolatile, Consumer<Boolean> done) {}

    /**
     * One that is on its way.
     *
     * @param given the time, by {@link System#nanoTime()}
     */
    private record Waiting(Outgoing outgoing, Draft draft, long given) {

        boolean isTooLate() {
            return System.nanoTime() - given > draft.lifetime().toNanos();
        }

        long bytes() {
            return outgoing.bytes();
        }
    }

    /** @param executor where messages are written; one thread at a time */
    public Sender(
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
    private void flushByTurns(StatefulConnection<String, byte[]> connection) {
        connection.setAutoFlushCommands(false);
        // What was written meanwhile leaves when the connection is back.
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> back, SocketAddress address) {
                // Not on this thread, which is Netty's: what others have handed to it may still wait for it.
                inTurn(() -> {});
            }
        });
    }

    public void close() {
        isClosed = true;
        link.close();
    }

    /** Whether nobody would get it now, and it is not to be kept: a volatile event. */
    public boolean isInVain(ClusterMessage message) {
        return isVolatile(message) && !isConnected();
    }

    /** Whether Redis can be reached now, as far as is known. */
    public boolean isConnected() {
        StatefulConnection<String, byte[]> connection = link.connection();
        return connection != null && connection.isOpen();
    }

    /** What Redis has answered last, if it was an error. */
    public Optional<RedisTrouble> trouble() {
        return refusals.trouble();
    }

    private static boolean isVolatile(ClusterMessage message) {
        return message instanceof Broadcast broadcast
                && broadcast.options().flags().isVolatile();
    }

    /** Nobody waits for a question or an answer longer than Redis may take. */
    private Duration lifetime(ClusterMessage message) {
        boolean isAwaited = message instanceof FetchSockets
                || message instanceof BroadcastWithAck
                || message instanceof ServerSideEmitWithAck
                || message instanceof Classic
                || message instanceof Answer;
        return isAwaited && config.commandTimeout().compareTo(config.keep()) < 0
                ? config.commandTimeout()
                : config.keep();
    }

    /**
     * Sends a message, soon.
     *
     * @param outgoing writes it, on a thread of the executor, after all that were given before; one that cannot be written is
     *     counted
     */
    public void send(ClusterMessage message, Supplier<Outgoing> outgoing) {
        send(message, outgoing, isSent -> {});
    }

    /** @param done told once whether Redis has taken the message, or it is lost; must neither wait nor throw */
    public void send(ClusterMessage message, Supplier<Outgoing> outgoing, Consumer<Boolean> done) {
        Draft draft = new Draft(outgoing, lifetime(message), isVolatile(message), done);
        if (waiting.incrementAndGet() > config.maxWaiting()) {
            overflow(draft, 0);
            return;
        }
        messages.add(draft);
        if (unread.getAndIncrement() == 0) {
            run();
        }
    }

    /** Is done when nothing waits for Redis, or for its answer. */
    public CompletionStage<?> allSent() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        whenAllSent.add(done);
        if (waiting.get() == 0) {
            done.complete(true);
        }
        return done;
    }

    /** How many connections listen to a channel that is not sharded; fails as {@link #ask}. */
    public CompletionStage<Integer> subscribers(String channel) {
        return ask(commands -> commands instanceof RedisAdvancedClusterAsyncCommands<String, byte[]> cluster
                // Each server knows of its own.
                ? cluster.upstream().commands().pubsubNumsub(channel).thenApply(each -> each.stream()
                        .mapToInt(counts -> counts.getOrDefault(channel, 0L).intValue())
                        .sum())
                : commands.pubsubNumsub(channel)
                        .thenApply(counts -> counts.getOrDefault(channel, 0L).intValue()));
    }

    /** Fails if there is no answer within {@link RedisConfig#commandTimeout()}. */
    public <T> CompletionStage<T> ask(Command<T> command) {
        StatefulConnection<String, byte[]> connection = link.connection();
        if (connection == null) {
            return CompletableFuture.failedStage(new IllegalStateException("Redis has not been reached yet"));
        }
        CompletionStage<T> answer = command.apply(Servers.commands(connection));
        RedisClients.flush(connection);
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
        link.use(RedisClients::flush);
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
        Draft next = messages.poll();
        if (next != null) {
            write(next);
        }
        return next != null;
    }

    private void write(Draft draft) {
        Waiting message;
        try {
            message = new Waiting(draft.outgoing().get(), draft, System.nanoTime());
        } catch (RuntimeException | Error e) {
            unsent(draft, 0, e);
            return;
        }
        if (waitingBytes.addAndGet(message.bytes()) > config.maxWaitingBytes()) {
            overflow(draft, message.bytes());
            return;
        }
        link.use(connection -> write(message, null, connection));
    }

    /** @param before why Redis did not take it the last time, if it was tried */
    private void write(Waiting message, @Nullable Throwable before, StatefulConnection<String, byte[]> connection) {
        Draft draft = message.draft();
        if (message.isTooLate()) {
            // Redis came for the first time, and late, or did not take it for so long. Else Lettuce keeps the time.
            unsent(draft, message.bytes(), tooLate(before));
            return;
        }
        try {
            message.outgoing().command().apply(Servers.commands(connection)).whenComplete((answer, failure) -> {
                if (failure == null) {
                    refusals.note("messages", null);
                    meter.countSent();
                    sent(draft, message.bytes(), true);
                } else if (Passing.is(failure) && !draft.isVolatile() && !isClosed) {
                    refusals.note("messages", failure);
                    writeAgain(() -> write(message, failure, connection));
                } else {
                    refusals.remember(failure);
                    unsent(draft, message.bytes(), failure);
                }
            });
        } catch (RuntimeException | Error e) {
            unsent(draft, message.bytes(), e);
        }
    }

    private static Throwable tooLate(@Nullable Throwable before) {
        String text = "it waited too long for Redis";
        return before == null
                ? new TimeoutException(text)
                : new TimeoutException(text + ": " + Advice.on(before)).initCause(before);
    }

    private void writeAgain(Runnable write) {
        isPausing.set(true);
        inTurn(write);
    }

    /** Runs a task before all that is not written yet; then what was written leaves. */
    private void inTurn(Runnable task) {
        again.add(task);
        if (unread.getAndIncrement() == 0) {
            run();
        }
    }

    private void overflow(Draft draft, long bytes) {
        unsent(draft, bytes, new RejectedExecutionException("too much waits for Redis"));
    }

    private void unsent(Draft draft, long bytes, Throwable reason) {
        sent(draft, bytes, false);
        meter.countUnsent(reason);
    }

    private void sent(Draft draft, long bytes, boolean isSent) {
        draft.done().accept(isSent);
        waitingBytes.addAndGet(-bytes);
        if (waiting.decrementAndGet() == 0) {
            for (var done = whenAllSent.poll(); done != null; done = whenAllSent.poll()) {
                done.complete(true);
            }
        }
    }
}
