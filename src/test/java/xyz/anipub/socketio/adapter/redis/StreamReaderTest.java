package xyz.anipub.socketio.adapter.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.redis.connection.Link;
import xyz.anipub.socketio.adapter.redis.connection.RedisClients;
import xyz.anipub.socketio.adapter.redis.connection.RedisStatus;

class StreamReaderTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** The answer that is under way is the former server's. */
    @Test
    void looksAgainIfTheStreamMovesMeanwhile() {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
        try (TestRedis redis = new TestRedis();
                RedisClient client = RedisClient.create(redis.uri())) {
            RedisCommands<String, String> asking = client.connect().sync();
            Link<StatefulConnection<String, byte[]>> link = new Link<>(
                    () -> client.connectAsync(RedisClients.CODEC, RedisURI.create(redis.uri()))
                            .thenApply(connection -> connection),
                    threads,
                    new RedisStatus("Redis", 1));
            link.open();
            await().atMost(SOON).until(() -> link.connection() != null);
            redis.pause();
            StreamReader reader = new StreamReader(link, "stream", threads, threads);
            reader.moved();
            redis.goOn();
            await().atMost(SOON).until(() -> asking.info("commandstats").contains("cmdstat_xrevrange:calls=2,"));
            reader.close();
        } finally {
            threads.shutdownNow();
        }
    }
}
