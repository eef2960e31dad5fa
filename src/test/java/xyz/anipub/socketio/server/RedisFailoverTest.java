package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.RedisProcess;
import xyz.anipub.socketio.adapter.redis.TestRedisCluster;
import xyz.anipub.socketio.adapter.redis.TestSentinel;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** Another server of Redis takes the place of the one by which nodes reach each other: in a Redis Cluster, and with Sentinel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisFailoverTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final TestRedisCluster servers = new TestRedisCluster();
    private final List<RedisCluster> clusters = new ArrayList<>();
    private final List<ServerFixture> nodes = new ArrayList<>();
    private ServerFixture here;
    private ServerFixture there;
    private Peer ann;
    private Peer bob;

    private void start(RedisConfig config) {
        here = server(config);
        there = server(config);
        ann = here.peer();
        ann.join();
        bob = there.peer();
        bob.join();
        ClusterChapter.awaitNodes(here.main, 2);
        ClusterChapter.awaitNodes(there.main, 2);
    }

    private ServerFixture server(RedisConfig config) {
        RedisCluster cluster = new RedisCluster(config, ClusterLimits.standard(), new ClusterThreads(handlers, timers));
        clusters.add(cluster);
        ServerFixture node =
                ClusterChapter.server(cluster.adapters((namespace, emitter) -> new InMemoryAdapter(emitter, 5)));
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(each -> each.server.close());
        nodes.clear();
        clusters.forEach(RedisCluster::close);
        clusters.clear();
        servers.repair();
    }

    @AfterAll
    void end() {
        servers.close();
        handlers.shutdown();
        timers.shutdownNow();
    }

    /** Sends until the other side hears it; returns how many it took. */
    private static int sendUntilHeard(ServerFixture from, Peer to, List<String> heard) {
        int[] sent = {0};
        await().pollInterval(Duration.ofMillis(50)).atMost(SOON).until(() -> {
            from.main.emit("n", sent[0]++);
            heard.addAll(to.take());
            return !heard.isEmpty();
        });
        return sent[0];
    }

    /** What was sent while there was no master is in the stream now. In a cluster some of it may have been overtaken. */
    private List<String> hearsAll(int sent, List<String> heard) {
        String[] all =
                IntStream.range(0, sent).mapToObj(i -> "2[\"n\"," + i + "]").toArray(String[]::new);
        await().atMost(SOON).until(() -> heard.addAll(bob.take()) | heard.size() >= sent);
        assertThat(heard).containsExactlyInAnyOrder(all);
        return List.of(all);
    }

    /** Who is patient with Redis subscribes anew once in minutes: it has to be noticed at once that a channel has moved. */
    private RedisConfig withoutRenewal(RedisFamily family) {
        RedisConfig usual = RedisConfig.standard(servers.uri());
        return new RedisConfig(
                usual.uri(),
                family,
                usual.prefix(),
                Duration.ofSeconds(20),
                usual.keep(),
                usual.maxWaiting(),
                usual.maxWaitingBytes(),
                usual.streamLength(),
                usual.ca(),
                false);
    }

    private void reachEachOther() {
        sendUntilHeard(here, bob, new ArrayList<>());
        sendUntilHeard(there, ann, new ArrayList<>());
        ClusterChapter.awaitNodes(here.main, 2, SOON);
        ClusterChapter.awaitNodes(there.main, 2, SOON);
        assertThat(ClusterChapter.value(here.main.fetchSockets())).hasSize(2);
        await().atMost(SOON).until(() -> clusters.stream().allMatch(RedisCluster::isConnected));
    }

    private RedisProcess serverOf(RedisConfig config) {
        String channel = config.prefix() + "#/#";
        return switch (config.family()) {
            case STREAMS -> servers.master(config.prefix());
            case SHARDED -> servers.master(channel);
            case CLASSIC -> servers.masterOfSubscribers(config.prefix() + "-request#/#");
        };
    }

    @ParameterizedTest
    @EnumSource
    void aMasterThatDiesHasASuccessor(RedisFamily family) {
        RedisConfig config = RedisConfig.standard(servers.uri()).with(family).prefixed("dies-" + family);
        start(config);
        serverOf(config).kill();
        List<String> heard = new ArrayList<>();
        int sent = sendUntilHeard(here, bob, heard);
        if (family == RedisFamily.STREAMS) {
            hearsAll(sent, heard);
        }
        reachEachOther();
    }

    /** As before an upgrade: it lives, and says where its keys have gone. */
    @ParameterizedTest
    @EnumSource(names = {"STREAMS", "SHARDED"})
    void aMasterMayHandOver(RedisFamily family) {
        RedisConfig config = withoutRenewal(family).prefixed("hands-over-" + family);
        start(config);
        servers.handOver(serverOf(config));
        List<String> heard = new ArrayList<>();
        int sent = sendUntilHeard(here, bob, heard);
        if (family == RedisFamily.STREAMS) {
            hearsAll(sent, heard);
        }
        reachEachOther();
    }

    @Test
    void subscribersMoveToAMaster() {
        RedisConfig config =
                RedisConfig.standard(servers.uri()).with(RedisFamily.CLASSIC).prefixed("moves");
        start(config);
        String requests = "moves-request#/#";
        RedisProcess before = servers.masterOfSubscribers(requests);
        servers.handOver(before);
        // In between they are nowhere.
        await().atMost(SOON)
                .ignoreException(NoSuchElementException.class)
                .until(() -> servers.masterOfSubscribers(requests) != before);
        reachEachOther();
    }

    @ParameterizedTest
    @EnumSource(names = "STREAMS")
    void aSentinelNamesTheNextMaster(RedisFamily family) {
        try (TestSentinel sentinel = new TestSentinel()) {
            start(RedisConfig.standard(sentinel.uri()).with(family));
            sentinel.master().kill();
            List<String> heard = new ArrayList<>();
            int sent = sendUntilHeard(here, bob, heard);
            if (family == RedisFamily.STREAMS) {
                assertThat(heard).containsExactlyElementsOf(hearsAll(sent, heard));
            }
            reachEachOther();
        }
    }
}
