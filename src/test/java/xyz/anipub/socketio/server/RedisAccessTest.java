package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.TestRedisCluster;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** Users of Redis with no more rights than src/docs/deployment.md gives them have nodes that do all. */
class RedisAccessTest {

    private static final ExecutorService HANDLERS = Executors.newFixedThreadPool(4);
    private static final ScheduledExecutorService TIMERS = Executors.newScheduledThreadPool(1);
    private static final Logger REFUSALS = Logger.getLogger("xyz.anipub.socketio.adapter.redis.connection.Refusals");
    private static TestRedisCluster servers;

    private final List<RedisCluster> clusters = new ArrayList<>();
    private final List<ServerFixture> nodes = new ArrayList<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeAll
    static void startRedis() throws IOException {
        servers = new TestRedisCluster(users().stream()
                .flatMap(user -> Arrays.stream(("--" + user).split(" ")))
                .toArray(String[]::new));
    }

    @AfterAll
    static void end() {
        if (servers != null) {
            servers.close();
        }
        HANDLERS.shutdown();
        TIMERS.shutdownNow();
    }

    @AfterEach
    void stop() {
        nodes.forEach(each -> each.server.close());
        clusters.forEach(RedisCluster::close);
        REFUSALS.removeHandler(handler);
    }

    /** The lines for Redis's configuration: one user for each family, called so. */
    private static List<String> users() throws IOException {
        return Files.readAllLines(Path.of("src/docs/deployment.md")).stream()
                .filter(line -> line.startsWith("user "))
                .toList();
    }

    @Test
    void thereIsOneForEachFamily() throws IOException {
        assertThat(users()).hasSize(RedisFamily.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void nodesNeedNoMore(RedisFamily family) {
        String user = family.name().toLowerCase(Locale.ROOT);
        RedisConfig config = RedisConfig.standard(servers.uri().replace("//", "//" + user + ":PASSWORD@"))
                .with(family);
        ServerFixture here = server(config);
        ServerFixture there = server(config);
        Peer ann = here.joinedPeer();
        Peer bob = there.joinedPeer();
        ClusterChapter.awaitNodes(here.main, 2);
        here.main.emit("all");
        ClusterChapter.hears(bob, "2[\"all\"]");
        here.main.broadcast().socketsJoin("red");
        there.main.to("red").emit("room");
        ClusterChapter.hears(ann, "2[\"all\"]", "2[\"room\"]");
        assertThat(ClusterChapter.value(there.main.fetchSockets())).hasSize(2);
        assertThat(servers.refusals()).isEmpty();
    }

    @Test
    void aClusterIsToBeNamedAsOne() {
        REFUSALS.addHandler(handler);
        String stream = servers.elsewhere();
        server(RedisConfig.standard(servers.uri().split(",")[0]).prefixed(stream));
        await().until(() -> !logged.isEmpty());
        assertThat(logged).singleElement().asString().contains("it is a Redis Cluster: name several of its hosts");
    }

    private ServerFixture server(RedisConfig config) {
        RedisCluster cluster = new RedisCluster(config, ClusterLimits.standard(), new ClusterThreads(HANDLERS, TIMERS));
        clusters.add(cluster);
        ServerFixture node =
                ClusterChapter.server(cluster.adapters((namespace, emitter) -> new InMemoryAdapter(emitter, 5)));
        nodes.add(node);
        return node;
    }
}
