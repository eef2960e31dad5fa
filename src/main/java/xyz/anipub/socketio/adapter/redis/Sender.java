package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import xyz.anipub.socketio.adapter.cluster.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.ClusterMeter;

/**
 * The connection by which this node sends and asks. What is sent leaves in the order of the calls of each thread; while Redis is
 * away it waits, and what was under way is sent again, so it may arrive twice (but see {@link Repeats}), but not out of turn.
 *
 * <p>Thread-safe, without a lock. Bounded by {@link RedisConfig#maxWaiting()} and {@link RedisConfig#maxWaitingBytes()}: what is
 * beyond, or waits too long, is lost and counted.
 */
final class Sender {

    private final Link<StatefulRedisConnection<String, byte[]>> link;
    private final RedisConfig config;
    private final ClusterMeter meter;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();

    /** Commands that a connection takes without waiting. */
    interface Command<T> extends Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> {}

    Sender(Link<StatefulRedisConnection<String, byte[]>> link, RedisConfig config, ClusterMeter meter) {
        this.link = link;
        this.config = config;
        this.meter = meter;
    }

    /** Whether nobody would get it now, and it is not to be kept: a volatile event. */
    boolean isInVain(ClusterMessage message) {
        if (message instanceof ClusterMessage.Broadcast broadcast
                && broadcast.options().flags().isVolatile()) {
            StatefulRedisConnection<String, byte[]> connection = link.connection();
            return connection == null || !connection.isOpen();
        }
        return false;
    }

    /** @param bytes the length of what is sent */
    <T> void send(long bytes, Command<T> command) {
        waiting.incrementAndGet();
        waitingBytes.addAndGet(bytes);
        if (waiting.get() > config.maxWaiting() || waitingBytes.get() > config.maxWaitingBytes()) {
            sent(bytes);
            meter.countUnsent(new RejectedExecutionException("too much waits for Redis"));
            return;
        }
        link.use(connection -> command.apply(connection.async()).whenComplete((answer, failure) -> {
            sent(bytes);
            if (failure != null) {
                meter.countUnsent(failure);
            }
        }));
    }

    /** Fails if there is no answer within {@link RedisConfig#commandTimeout()}. */
    <T> CompletionStage<T> ask(Command<T> command) {
        StatefulRedisConnection<String, byte[]> connection = link.connection();
        return connection == null
                ? CompletableFuture.failedStage(new IllegalStateException("Redis has not been reached yet"))
                : command.apply(connection.async());
    }

    private void sent(long bytes) {
        waiting.decrementAndGet();
        waitingBytes.addAndGet(-bytes);
    }
}
