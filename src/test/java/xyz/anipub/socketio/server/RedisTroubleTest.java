package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.health.Reason;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisTrouble;

/** What a node knows of a Redis that is there and does not do what it should. */
class RedisTroubleTest {

    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final TestRedis redis = new TestRedis();
    private final RedisClient operator = RedisClient.create(redis.uri());
    private final RedisCluster cluster = new RedisCluster(
            RedisConfig.standard(redis.uri()), ClusterLimits.standard(), new ClusterThreads(handlers, timers));
    private final ServerFixture node =
            ClusterChapter.server(cluster.adapters((namespace, emitter) -> new InMemoryAdapter(emitter, 5)));

    @AfterEach
    void stop() {
        node.server.close();
        cluster.close();
        operator.shutdown();
        redis.close();
        handlers.shutdownNow();
        timers.shutdownNow();
    }

    /** A node that says nothing learns nothing; the chat's nodes say something each second. */
    private void awaitTrouble(Optional<RedisTrouble> trouble) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            node.main.emit("news");
            return cluster.trouble().equals(trouble);
        });
    }

    @Test
    void isKnownAndForgotten() {
        RedisCommands<String, String> commands = operator.connect().sync();
        awaitTrouble(Optional.empty());
        commands.configSet("maxmemory", "1");
        awaitTrouble(Optional.of(RedisTrouble.OUT_OF_MEMORY));
        commands.configSet("maxmemory", "0");
        awaitTrouble(Optional.empty());
        commands.replicaof("127.0.0.1", 1);
        awaitTrouble(Optional.of(RedisTrouble.READ_ONLY));
        commands.replicaofNoOne();
        awaitTrouble(Optional.empty());
        redis.stop();
        awaitTrouble(Optional.of(RedisTrouble.AWAY));
    }

    @ParameterizedTest
    @EnumSource
    void hasAWordInHealth(RedisTrouble trouble) {
        assertThat(Reason.valueOf(trouble.name())).isNotNull();
    }
}
