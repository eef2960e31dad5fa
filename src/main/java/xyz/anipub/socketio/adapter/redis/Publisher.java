package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The connection for what is worth nothing later: it leaves now, or is lost. Each call is flushed by itself, as Lettuce keeps the order
 * of the calls then alone: of two threads that flush, one may take what the other has written and be overtaken with it. Thread-safe.
 */
final class Publisher {

    private final Link<StatefulRedisConnection<String, byte[]>> link;
    private final ScheduledFuture<?> sign;

    Publisher(Link<StatefulRedisConnection<String, byte[]>> link, RedisConfig config, ScheduledExecutorService timers) {
        this.link = link;
        long pause = RedisClients.signOfLife(config).toMillis();
        // So that something comes back if nothing is sent.
        this.sign =
                timers.scheduleWithFixedDelay(() -> use(RedisAsyncCommands::ping), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Fails if it cannot leave, or Redis does not answer. */
    CompletionStage<?> publish(String channel, byte[] message) {
        return use(commands -> commands.publish(channel, message));
    }

    void close() {
        sign.cancel(false);
        link.close();
    }

    private <T> CompletionStage<T> use(Sender.Command<T> command) {
        StatefulRedisConnection<String, byte[]> connection = link.connection();
        if (connection == null || !connection.isOpen()) {
            return CompletableFuture.failedStage(new IllegalStateException("Redis is away"));
        }
        try {
            return command.apply(connection.async());
        } catch (RuntimeException e) {
            // Too much waits already, or the node is stopping.
            return CompletableFuture.failedStage(e);
        }
    }
}
