package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/**
 * The kinds of Redis: one server, also that which Sentinels name, or a cluster of them. What is connected stays so: Lettuce finds
 * the server that has taken over. Thread-safe.
 */
public interface Servers {

    /** @throws IllegalArgumentException if the URI is none of Redis; the message may hold the password */
    static Servers of(RedisConfig config) {
        RedisAddress address = RedisAddress.parse(config);
        return address.isCluster() ? new ServerCluster(address, config) : new OneServer(address, config);
    }

    /** One more connection for commands; each goes to the server that has its key or channel. */
    CompletionStage<StatefulConnection<String, byte[]>> connect();

    /** One more connection for subscriptions; those that are not sharded are on a master, where others count them. */
    CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectPubSub();

    /** Told of all connections, also those that Lettuce makes by itself. */
    void listen(RedisConnectionStateListener listener);

    /** Runs a task, which must not block, whenever other servers than before have the keys. */
    void whenMoved(Runnable task);

    /** For the log. */
    @Override
    String toString();

    /** Ends all connections and threads; waits for them, some seconds at most. */
    void close();

    /** What such a connection takes. */
    static RedisClusterAsyncCommands<String, byte[]> commands(StatefulConnection<String, byte[]> connection) {
        return connection instanceof StatefulRedisConnection<String, byte[]> one
                ? one.async()
                : ((StatefulRedisClusterConnection<String, byte[]>) connection).async();
    }

    /**
     * Publishes to a channel that is not sharded. Any server of a cluster may do that: all goes by the connection's own, so that
     * the order stays; Lettuce would send it by that which has a key of the channel's name.
     */
    static CompletionStage<Long> publish(
            RedisClusterAsyncCommands<String, byte[]> commands, String channel, byte[] message) {
        CommandArgs<String, byte[]> noKeys = new CommandArgs<>(RedisClients.CODEC)
                .add(channel.getBytes(StandardCharsets.UTF_8))
                .add(message);
        return commands.dispatch(CommandType.PUBLISH, new IntegerOutput<>(RedisClients.CODEC), noKeys);
    }
}
