package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.api.StatefulConnection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;
import xyz.anipub.socketio.adapter.cluster.carrier.Emitter;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.adapter.redis.codec.ClassicChannels;
import xyz.anipub.socketio.adapter.redis.codec.ClassicCodec;
import xyz.anipub.socketio.adapter.redis.codec.ClusterChannels;
import xyz.anipub.socketio.adapter.redis.codec.MessageLimits;
import xyz.anipub.socketio.adapter.redis.codec.ShardedCodec;
import xyz.anipub.socketio.adapter.redis.codec.StreamsCodec;
import xyz.anipub.socketio.adapter.redis.connection.Link;
import xyz.anipub.socketio.adapter.redis.connection.Pulse;
import xyz.anipub.socketio.adapter.redis.connection.RedisClients;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisStatus;
import xyz.anipub.socketio.adapter.redis.connection.Sender;
import xyz.anipub.socketio.adapter.redis.connection.Servers;

/**
 * For a process that is no server and wants to reach the sockets of some, ours or Node's; it is no node and is asked nothing.
 *
 * <p>What is sent while Redis is away waits, within the bounds of {@link RedisConfig}, and leaves in order. Thread-safe.
 */
public final class RedisEmitter implements AutoCloseable {

    private final RedisConfig config;
    private final ClusterMeter meter = new ClusterMeter();
    private final RedisStatus status;
    private final Servers servers;
    private final Pulse pulse;
    private final Sender sender;

    /**
     * Begins to connect, and does not wait for it.
     *
     * @param timers write to the connection, and try again while there is none
     * @throws IllegalArgumentException if the URI is none of Redis
     */
    public RedisEmitter(RedisConfig config, ScheduledExecutorService timers) {
        this.config = config;
        this.servers = Servers.of(config);
        this.status = new RedisStatus(servers.toString(), 1);
        this.pulse = new Pulse(RedisClients.signOfLife(config), timers);
        servers.listen(status);
        servers.listen(pulse);
        servers.whenMoved(status::look);
        Link<StatefulConnection<String, byte[]>> link = new Link<>(servers::connect, timers, status);
        this.sender = new Sender(link, config, meter, timers, timers);
        link.open();
    }

    /** Everybody in {@code "/"}. */
    public Emitter everybody() {
        return of("/");
    }

    /** Everybody in a namespace, with or without its leading slash. */
    public Emitter of(String namespace) {
        String path = namespace.startsWith("/") ? namespace : "/" + namespace;
        return new Emitter(
                path,
                switch (config.family()) {
                    case STREAMS -> streams(path);
                    case SHARDED -> sharded(path);
                    case CLASSIC -> classic(path);
                });
    }

    /** How many messages did not go out. */
    public ClusterMeter meter() {
        return meter;
    }

    private Consumer<ClusterMessage> streams(String namespace) {
        StreamsCodec codec = new StreamsCodec(namespace, Incoming.EMITTER, MessageLimits.standard());
        return message -> {
            Map<String, byte[]> entry = codec.encodeEntry(message);
            sender.send(message, () -> StreamsCarrier.entry(config, entry));
        };
    }

    private Consumer<ClusterMessage> sharded(String namespace) {
        ShardedCodec codec = new ShardedCodec(namespace, Incoming.EMITTER, MessageLimits.standard());
        String channel = new ClusterChannels(config.prefix(), namespace, Incoming.EMITTER).main();
        return message -> {
            byte[] bytes = codec.encode(message);
            sender.send(message, () -> ShardedCarrier.message(channel, bytes));
        };
    }

    private Consumer<ClusterMessage> classic(String namespace) {
        ClassicCodec codec = new ClassicCodec(namespace, Incoming.EMITTER, MessageLimits.standard());
        ClassicChannels channels = new ClassicChannels(config.prefix(), namespace, Incoming.EMITTER);
        return message -> {
            byte[] bytes = message instanceof Broadcast broadcast
                    ? codec.encodeBroadcast(broadcast)
                    : codec.encodeRequest(message);
            String channel =
                    message instanceof Broadcast broadcast ? channels.channelFor(broadcast) : channels.requests();
            sender.send(message, () -> ClassicCarrier.message(channel, bytes));
        };
    }

    /** Waits for what was sent and for its threads, some seconds at most. */
    @Override
    public void close() {
        awaitSent();
        status.end();
        sender.close();
        pulse.close();
        servers.close();
    }

    private void awaitSent() {
        try {
            sender.allSent().toCompletableFuture().get(config.commandTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Redis is away: the meter tells what was lost.
        }
    }
}
