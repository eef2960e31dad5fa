package xyz.anipub.socketio.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchedSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;
import xyz.anipub.socketio.adapter.redis.codec.Messages;
import xyz.anipub.socketio.adapter.redis.connection.Link;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisStatus;
import xyz.anipub.socketio.adapter.redis.connection.Sender;
import xyz.anipub.socketio.adapter.redis.connection.Servers;
import xyz.anipub.testing.TestServer;

/** The Redis that is named is a replica, which takes nothing, as one does for a moment before it becomes the master. */
class SenderTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ClusterMessage EVENT = new Broadcast(Messages.event("news"), Messages.ALL);
    private static final Logger LOG = Logger.getLogger("xyz.anipub.socketio.adapter");

    private final RedisProcess replica = RedisProcess.server("--replicaof", "127.0.0.1 " + TestServer.freePort());
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final ClusterMeter meter = new ClusterMeter();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel() != Level.INFO) {
                logged.add(new SimpleFormatter().formatMessage(record));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Servers servers;
    private Sender sender;

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(handler);
        if (servers != null) {
            sender.close();
            servers.close();
        }
        timers.shutdownNow();
        replica.close();
    }

    private void connect(Duration commandTimeout, Duration keep) {
        RedisConfig usual = RedisConfig.standard("redis://127.0.0.1:" + replica.port());
        RedisConfig config = new RedisConfig(
                usual.uri(),
                usual.family(),
                usual.prefix(),
                commandTimeout,
                keep,
                usual.maxWaiting(),
                usual.maxWaitingBytes(),
                usual.streamLength(),
                usual.ca(),
                false);
        servers = Servers.of(config);
        Link<StatefulConnection<String, byte[]>> link =
                new Link<>(servers::connect, timers, new RedisStatus(servers.toString(), 1));
        sender = new Sender(link, config, meter, timers, timers);
        link.open();
        await().atMost(SOON).until(() -> link.connection() != null);
    }

    private void send(ClusterMessage message) {
        RedisConfig usual = RedisConfig.standard("redis://127.0.0.1");
        sender.send(message, () -> StreamsCarrier.entry(usual, Map.of("data", Messages.bytes("x"))));
    }

    @Test
    void saysWhatItWaitedFor() {
        connect(Duration.ofSeconds(3), Duration.ofSeconds(1));
        send(EVENT);
        await().atMost(SOON).until(() -> meter.unsent() == 1);
        assertThat(logged)
                .singleElement()
                .asString()
                .contains("it waited too long for Redis: it is a replica, which takes nothing: name its master");
    }

    @Test
    void saysAfterSomeSecondsWhatToDo() {
        connect(Duration.ofSeconds(3), SOON);
        send(EVENT);
        await().atMost(SOON).until(() -> !logged.isEmpty());
        send(EVENT);
        assertThat(logged)
                .singleElement()
                .asString()
                .isEqualTo("Redis refuses messages, and others do not hear this node: it is a replica, which takes"
                        + " nothing: name its master, or its Sentinels");
        assertThat(meter.unsent()).isZero();
    }

    @Test
    void keepsWhatIsNotForNowOnly() {
        connect(Duration.ofSeconds(1), Duration.ofMinutes(10));
        send(EVENT);
        send(new Broadcast(Messages.event("typing"), Messages.ALL.asVolatile()));
        await().atMost(SOON).until(() -> meter.unsent() == 1);
        send(new FetchSockets("question", Messages.ALL));
        send(new FetchedSockets("answer", List.of()));
        await().atMost(SOON).until(() -> meter.unsent() == 3);
        makeMaster();
        await().atMost(SOON).until(() -> sender.allSent().toCompletableFuture().isDone());
        assertThat(meter.unsent()).isEqualTo(3);
    }

    private void makeMaster() {
        try (RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", replica.port()))) {
            client.connect().sync().replicaofNoOne();
        }
    }
}
