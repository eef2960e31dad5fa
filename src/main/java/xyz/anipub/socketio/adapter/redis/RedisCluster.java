package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.cluster.ClusterAdapter;
import xyz.anipub.socketio.adapter.cluster.carrier.Carrier;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.redis.connection.Link;
import xyz.anipub.socketio.adapter.redis.connection.Publisher;
import xyz.anipub.socketio.adapter.redis.connection.Pulse;
import xyz.anipub.socketio.adapter.redis.connection.RedisClients;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;
import xyz.anipub.socketio.adapter.redis.connection.RedisStatus;
import xyz.anipub.socketio.adapter.redis.connection.RedisTrouble;
import xyz.anipub.socketio.adapter.redis.connection.Sender;
import xyz.anipub.socketio.adapter.redis.connection.Servers;
import xyz.anipub.socketio.adapter.redis.connection.Subscriber;

/**
 * This node's place in a cluster of Socket.IO servers, ours or Node's, that have a Redis in common.
 *
 * <p>Redis may be away at any time, from the start on: nothing waits for it but questions to other nodes, which then fail. Its
 * threads are Netty's own, which {@link #close} ends; nothing of the application runs on them.
 */
public final class RedisCluster implements AutoCloseable {

    private final RedisConfig config;
    private final ClusterLimits limits;
    private final ClusterThreads threads;
    private final ClusterMeter meter = new ClusterMeter();
    private final RedisStatus status;
    private final Servers servers;
    private final Pulse pulse;
    private final Sender sender;
    private final Publisher publisher;
    private final Subscriber subscriber;
    private final Optional<StreamReader> reader;

    /**
     * Begins to connect, and does not wait for it.
     *
     * @throws IllegalArgumentException if the URI is none of Redis
     */
    public RedisCluster(RedisConfig config, ClusterLimits limits, ClusterThreads threads) {
        this.config = config;
        this.limits = limits;
        this.threads = threads;
        boolean isStreams = config.family() == RedisFamily.STREAMS;
        this.servers = Servers.of(config);
        this.status = new RedisStatus(servers.toString(), isStreams ? 4 : 3);
        this.pulse = new Pulse(RedisClients.signOfLife(config), threads.timers());
        servers.listen(status);
        servers.listen(pulse);
        this.sender = new Sender(connection(), config, meter, threads.handlers(), threads.timers());
        this.publisher = new Publisher(connection());
        Link<StatefulRedisPubSubConnection<String, byte[]>> hearing =
                new Link<>(servers::connectPubSub, threads.timers(), status);
        this.subscriber = new Subscriber(hearing, RedisClients.signOfLife(config), threads.timers());
        hearing.open();
        this.reader = isStreams
                ? Optional.of(new StreamReader(connection(), config.prefix(), threads.handlers(), threads.timers()))
                : Optional.empty();
        servers.whenMoved(this::moved);
    }

    private void moved() {
        subscriber.moved();
        reader.ifPresent(StreamReader::moved);
        status.look();
    }

    private Link<StatefulConnection<String, byte[]>> connection() {
        Link<StatefulConnection<String, byte[]>> link = new Link<>(servers::connect, threads.timers(), status);
        link.open();
        return link;
    }

    /**
     * Makes each namespace's adapter one of the cluster.
     *
     * @param local makes what it has on this node
     */
    public AdapterFactory adapters(AdapterFactory local) {
        return adapters(local, () -> {});
    }

    /** @param beforeDelivery see {@link ClusterAdapter} */
    public AdapterFactory adapters(AdapterFactory local, Runnable beforeDelivery) {
        return (namespace, emitter) -> {
            Adapter own = local.create(namespace, emitter);
            return new ClusterAdapter(
                    namespace, emitter, own, carrier(namespace), limits, threads, meter, beforeDelivery);
        };
    }

    Carrier carrier(String namespace) {
        return switch (config.family()) {
            case STREAMS -> new StreamsCarrier(namespace, config, sender, subscriber, reader.orElseThrow());
            case SHARDED -> new ShardedCarrier(namespace, config, sender, subscriber);
            case CLASSIC -> new ClassicCarrier(namespace, config, sender, subscriber);
        };
    }

    /**
     * Hears what is published to a channel from now on, besides what the adapters hear.
     *
     * @param channel its name behind the prefix of all nodes
     * @param listener called on a thread of Netty: it must only hand on
     */
    public void listen(String channel, Consumer<byte[]> listener) {
        subscriber.subscribe(Subscriber.Kind.CHANNEL, name(channel), (heard, message) -> listener.accept(message));
    }

    /** Publishes at once and in the order of the calls; what cannot leave now is lost, as is what nobody hears, and fails then. */
    public CompletionStage<?> publish(String channel, byte[] message) {
        return publisher.publish(name(channel), message);
    }

    private String name(String channel) {
        return config.prefix() + "-" + channel;
    }

    /** What goes between this node and others. */
    public ClusterMeter meter() {
        return meter;
    }

    /** Whether all connections to Redis are there now. */
    public boolean isConnected() {
        return status.isThere();
    }

    /** What is wrong with Redis now, as far as is known; a Redis that stands still is away after half a minute. */
    public Optional<RedisTrouble> trouble() {
        return isConnected()
                ? sender.trouble().or(subscriber::trouble).or(() -> reader.flatMap(StreamReader::trouble))
                : Optional.of(RedisTrouble.AWAY);
    }

    /** To be called after all adapters have been closed. Waits some seconds at most, for the threads. */
    @Override
    public void close() {
        status.end();
        subscriber.close();
        reader.ifPresent(StreamReader::close);
        sender.close();
        publisher.close();
        pulse.close();
        servers.close();
    }
}
