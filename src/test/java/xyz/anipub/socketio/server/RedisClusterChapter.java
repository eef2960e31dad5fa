package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.Emitter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.RedisEmitter;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;

/** The nodes have a Redis in common. */
abstract class RedisClusterChapter extends ClusterChapter {

    static TestRedis redis;
    final List<RedisCluster> clusters = new ArrayList<>();

    @BeforeAll
    static void startRedis() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
            redis = null;
        }
    }

    abstract RedisConfig config();

    @Override
    AdapterFactory node() {
        return cluster().adapters((namespace, emitter) -> plain(emitter));
    }

    @Override
    AdapterFactory recovering() {
        return cluster().adapters((namespace, emitter) -> local(emitter));
    }

    RedisCluster cluster() {
        RedisCluster cluster = new RedisCluster(config(), ClusterLimits.standard(), threads);
        clusters.add(cluster);
        return cluster;
    }

    @Test
    void anEmitterReachesAllServers() {
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
        try (RedisEmitter sender = new RedisEmitter(config(), timers)) {
            Emitter emitter = sender.everybody();
            Queue<String> told = new ConcurrentLinkedQueue<>();
            here.main.onServerEvent("told", (arguments, ack) -> told.add("here"));
            there.main.onServerEvent("told", (arguments, ack) -> told.add("there"));
            emitter.to(annId, bobId).except(annId).emit("bob", new byte[] {1});
            hears(bob, "51-[\"bob\",{\"_placeholder\":true,\"num\":0}]", "bAQ==");
            emitter.socketsJoin("red");
            await().until(() -> here.lastSocket().rooms().contains("red"));
            await().until(() -> there.lastSocket().rooms().contains("red"));
            emitter.to("red").emit("red", Map.of("n", 1));
            hears(ann, "2[\"red\",{\"n\":1}]");
            hears(bob, "2[\"red\",{\"n\":1}]");
            emitter.serverSideEmit("told");
            await().until(() -> told.size() == 2);
            emitter.to(bobId).socketsLeave("red");
            await().until(() -> !there.lastSocket().rooms().contains("red"));
            emitter.to("red").disconnectSockets(false);
            hears(ann, "1");
            assertThat(bob.take()).isEmpty();
        } finally {
            timers.shutdownNow();
        }
    }

    @Test
    void anEmitterSendsAllBeforeItIsClosed() {
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
        try (RedisEmitter sender = new RedisEmitter(config(), timers)) {
            for (int i = 0; i < 500; i++) {
                sender.everybody().to(bobId).emit("n", i);
            }
        } finally {
            timers.shutdownNow();
        }
        hears(bob, IntStream.range(0, 500).mapToObj(i -> "2[\"n\"," + i + "]").toArray(String[]::new));
    }

    @Override
    void end() {
        clusters.forEach(RedisCluster::close);
    }
}
