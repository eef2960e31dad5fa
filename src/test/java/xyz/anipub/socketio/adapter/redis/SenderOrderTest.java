package xyz.anipub.socketio.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;
import xyz.anipub.socketio.adapter.redis.codec.Messages;
import xyz.anipub.socketio.adapter.redis.connection.Link;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisStatus;
import xyz.anipub.socketio.adapter.redis.connection.Sender;
import xyz.anipub.socketio.adapter.redis.connection.Servers;

/** What many threads ask by the same connection does not change the order in which messages leave. */
class SenderOrderTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ClusterMessage EVENT = new Broadcast(Messages.event("news"), Messages.ALL);
    private static final int MESSAGES = 9_000;
    private static final int ASKING = 6;

    private final TestRedis redis = new TestRedis();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
    private final RedisConfig config = RedisConfig.standard(redis.uri());
    private final Servers servers = Servers.of(config);
    private final Link<StatefulConnection<String, byte[]>> link =
            new Link<>(servers::connect, timers, new RedisStatus(servers.toString(), 1));
    private final Sender sender = new Sender(link, config, new ClusterMeter(), timers, timers);

    @AfterEach
    void stop() {
        sender.close();
        servers.close();
        timers.shutdownNow();
        redis.close();
    }

    @Test
    void messagesLeaveInTheOrderOfTheCalls() throws InterruptedException {
        link.open();
        await().atMost(SOON).until(sender::isConnected);
        AtomicBoolean goesOn = new AtomicBoolean(true);
        List<Thread> asking = new ArrayList<>();
        for (int i = 0; i < ASKING; i++) {
            Thread thread = new Thread(() -> {
                while (goesOn.get()) {
                    sender.ask(commands -> commands.ping())
                            .toCompletableFuture()
                            .join();
                }
            });
            thread.start();
            asking.add(thread);
        }
        for (int i = 0; i < MESSAGES; i++) {
            byte[] number = Messages.bytes(String.valueOf(i));
            sender.send(EVENT, () -> StreamsCarrier.entry(config, Map.of("n", number)));
            if (i % 1000 == 999) {
                await().atMost(SOON)
                        .until(() -> sender.allSent().toCompletableFuture().isDone());
            }
        }
        goesOn.set(false);
        for (Thread each : asking) {
            each.join();
        }
        assertThat(added())
                .containsExactlyElementsOf(
                        IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList());
    }

    private List<String> added() {
        try (RedisClient client = RedisClient.create(RedisURI.create(redis.uri()))) {
            return client.connect().sync().xrange(config.prefix(), Range.unbounded()).stream()
                    .map(entry -> entry.getBody().get("n"))
                    .toList();
        }
    }
}
