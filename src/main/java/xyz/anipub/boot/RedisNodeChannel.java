package xyz.anipub.boot;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import xyz.anipub.engineio.relay.NodeChannel;
import xyz.anipub.socketio.adapter.redis.RedisCluster;

/** Nodes reach each other by channels of the Redis that they have in common: one for all, and one for each. */
record RedisNodeChannel(RedisCluster cluster) implements NodeChannel {

    private static final String ALL = "relay#";

    @Override
    public void listen(String name, Consumer<byte[]> listener) {
        cluster.listen(of(name), listener);
        cluster.listen(ALL, listener);
    }

    @Override
    public CompletionStage<?> send(String name, byte[] message) {
        return cluster.publish(of(name), message);
    }

    @Override
    public void sendToAll(byte[] message) {
        cluster.publish(ALL, message);
    }

    private static String of(String name) {
        return ALL + name + "#";
    }
}
