package xyz.anipub.socketio.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.redis.TestRedis;

class LinkTest {

    @Test
    void triesAgainWhateverHappens() {
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
        AtomicInteger tries = new AtomicInteger();
        try (TestRedis redis = new TestRedis();
                RedisClient client = RedisClient.create()) {
            Link<StatefulRedisConnection<String, byte[]>> link = new Link<>(
                    () -> {
                        if (tries.incrementAndGet() < 3) {
                            throw new IllegalStateException("not yet");
                        }
                        return client.connectAsync(RedisClients.CODEC, RedisURI.create(redis.uri()));
                    },
                    timers,
                    new RedisStatus("Redis", 1));
            link.open();
            await().atMost(Duration.ofSeconds(20)).until(() -> link.connection() != null);
            assertThat(tries).hasValue(3);
        } finally {
            timers.shutdownNow();
        }
    }
}
