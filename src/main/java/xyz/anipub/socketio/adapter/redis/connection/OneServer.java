package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.CompletionStage;

/** A Redis that is one server. With Sentinels in its address, they are asked before each connection which one it is now. */
final class OneServer implements Servers {

    private final RedisAddress address;
    private final RedisURI uri;
    private final ClientResources resources;
    private final RedisClient client;

    OneServer(RedisAddress address, RedisConfig config) {
        this.address = address;
        this.uri = address.servers().get(0);
        this.resources = RedisClients.resources(config);
        this.client = RedisClient.create(resources, uri);
        ClientOptions.Builder options = ClientOptions.builder();
        RedisClients.bound(options, config);
        client.setOptions(options.build());
    }

    @Override
    public CompletionStage<StatefulConnection<String, byte[]>> connect() {
        return client.connectAsync(RedisClients.CODEC, uri).thenApply(connection -> connection);
    }

    @Override
    public CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectPubSub() {
        return client.connectPubSubAsync(RedisClients.CODEC, uri);
    }

    @Override
    public void listen(RedisConnectionStateListener listener) {
        client.addListener(listener);
    }

    /** All keys move with it, and a new connection tells. */
    @Override
    public void whenMoved(Runnable task) {}

    @Override
    public String toString() {
        return address.toString();
    }

    @Override
    public void close() {
        RedisClients.shutdown(client, resources);
    }
}
