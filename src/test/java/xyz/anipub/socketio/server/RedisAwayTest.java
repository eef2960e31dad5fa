package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.SilentProxy;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** Redis comes late, goes, and comes back empty. */
class RedisAwayTest {

    private static final String ANEW =
            "{\"packet\":{\"type\":2,\"data\":[\"anew\"]},\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}}";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Logger LOG = Logger.getLogger("xyz.anipub.socketio.adapter.redis.connection.RedisStatus");

    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final TestRedis redis = new TestRedis();
    private final List<RedisCluster> clusters = new ArrayList<>();
    private final List<ServerFixture> servers = new ArrayList<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void close() {
        servers.forEach(each -> each.server.close());
        clusters.forEach(RedisCluster::close);
        LOG.removeHandler(handler);
        handlers.shutdown();
        timers.shutdownNow();
        redis.close();
    }

    private RedisConfig config() {
        return RedisConfig.standard(redis.uri());
    }

    private ServerFixture server(RedisConfig config) {
        RedisCluster cluster = new RedisCluster(config, ClusterLimits.standard(), new ClusterThreads(handlers, timers));
        clusters.add(cluster);
        ServerFixture server =
                ClusterChapter.server(cluster.adapters((namespace, emitter) -> new InMemoryAdapter(emitter, 5)));
        servers.add(server);
        return server;
    }

    private static RedisConfig config(String uri, RedisFamily family, Duration commandTimeout, Duration keep) {
        RedisConfig usual = RedisConfig.standard(uri);
        return new RedisConfig(
                uri,
                family,
                usual.prefix(),
                commandTimeout,
                keep,
                usual.maxWaiting(),
                usual.maxWaitingBytes(),
                usual.streamLength(),
                usual.ca(),
                false);
    }

    @ParameterizedTest
    @EnumSource(
            value = RedisFamily.class,
            names = {"STREAMS", "CLASSIC"})
    void aPathThatIsDeadIsNoticedThoughNobodySaysSo(RedisFamily family) {
        try (SilentProxy path = new SilentProxy(redis.uri())) {
            // The shorter Redis may take to answer, the sooner.
            RedisConfig impatient = config(path.uri(), family, Duration.ofMillis(100), config().keep());
            ServerFixture here = server(impatient);
            ServerFixture there = server(RedisConfig.standard(redis.uri()).with(family));
            Peer ann = here.joinedPeer();
            Peer bob = there.joinedPeer();
            ClusterChapter.awaitNodes(here.main, 2);
            path.die();
            here.main.emit("from", "here");
            ann.take();
            await().atMost(SOON).until(() -> bob.take().contains("2[\"from\",\"here\"]"));
            await().atMost(SOON).until(() -> {
                there.main.emit("from", "there");
                return ann.take().contains("2[\"from\",\"there\"]");
            });
        }
    }

    @Test
    void whatHasWaitedTooLongForTheFirstConnectionIsNotSent() {
        redis.stop();
        RedisConfig usual = config();
        ServerFixture here = server(config(usual.uri(), usual.family(), usual.commandTimeout(), Duration.ofMillis(1)));
        here.main.emit("late");
        await().until(() -> !logged.isEmpty());
        redis.start();
        await().atMost(SOON).until(() -> clusters.get(0).isConnected());
        await().atMost(SOON).until(() -> clusters.get(0).meter().unsent() == 1);
    }

    @Test
    void whatIsSentMeanwhileArrivesLaterAndInOrder() {
        ServerFixture here = server(config());
        ServerFixture there = server(config());
        Peer ann = here.joinedPeer();
        Peer bob = there.joinedPeer();
        ClusterChapter.awaitNodes(here.main, 2);

        redis.stop();
        await().atMost(SOON).until(() -> !clusters.get(0).isConnected());
        List<String> sent = new ArrayList<>();
        here.main.broadcast().asVolatile().emit("volatile");
        assertThat(ann.take()).containsExactly("2[\"volatile\"]");
        for (int i = 0; i < 20; i++) {
            here.main.emit("n", i);
            sent.add("2[\"n\"," + i + "]");
        }
        assertThat(ann.take()).containsExactlyElementsOf(sent);
        assertThat(bob.take()).isEmpty();
        redis.start();
        ClusterChapter.hears(bob, sent.toArray(String[]::new));
        there.main.emit("back");
        ClusterChapter.hears(ann, "2[\"back\"]");
        ClusterChapter.awaitNodes(here.main, 2);
        assertThat(clusters.get(0).meter().unsent()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMS", "CLASSIC"})
    void nodesFindEachOtherAgain(RedisFamily family) {
        ServerFixture here = server(config().with(family));
        ServerFixture there = server(config().with(family));
        Peer bob = there.joinedPeer();
        ClusterChapter.awaitNodes(here.main, 2);
        for (int i = 0; i < 2; i++) {
            redis.stop();
            await().atMost(SOON).until(() -> clusters.stream().noneMatch(RedisCluster::isConnected));
            redis.start();
            ClusterChapter.awaitNodes(here.main, 2);
            ClusterChapter.awaitNodes(there.main, 2);
        }
        here.main.emit("last");
        ClusterChapter.hears(bob, "2[\"last\"]");
        await().atMost(SOON).until(() -> clusters.stream().allMatch(RedisCluster::isConnected));
        // Once for each loss, not for each connection and try.
        assertThat(logged).filteredOn(line -> line.startsWith("WARNING")).hasSize(4);
    }

    @Test
    void mayComeLate() {
        redis.stop();
        ServerFixture here = server(config());
        Peer ann = here.joinedPeer();
        here.main.local().emit("alone");
        ClusterChapter.hears(ann, "2[\"alone\"]");
        assertThat(here.main.fetchSockets()).failsWithin(SOON);
        redis.start();
        ServerFixture there = server(config());
        Peer bob = there.joinedPeer();
        ClusterChapter.awaitNodes(here.main, 2);
        here.main.emit("together");
        ClusterChapter.hears(bob, "2[\"together\"]");
    }

    @Test
    void questionsFailInSecondsWhileItIsAway() {
        ServerFixture here = server(config());
        ServerFixture there = server(config());
        ClusterChapter.awaitNodes(here.main, 2);
        redis.stop();
        await().atMost(SOON).until(() -> !clusters.get(0).isConnected());
        assertThat(here.main.fetchSockets())
                .failsWithin(config().commandTimeout().multipliedBy(2));
        assertThat(there.main.local().fetchSockets()).succeedsWithin(SOON);
        redis.start();
    }

    /** Its clock was put back: what is added now has lower ids than what was read before. */
    @Test
    void mayBeginItsStreamAnew() {
        ServerFixture here = server(config());
        Peer ann = here.joinedPeer();
        ServerFixture there = server(config());
        ClusterChapter.awaitNodes(there.main, 2);
        there.main.emit("before");
        ClusterChapter.hears(ann, "2[\"before\"]");
        redis.stop();
        await().atMost(SOON).until(() -> !clusters.get(0).isConnected());
        redis.start();
        RedisClient client = RedisClient.create(redis.uri());
        RedisCommands<String, String> commands = client.connect().sync();
        AtomicInteger last = new AtomicInteger();
        // The first ones may be there before it is looked where the stream ends.
        await().atMost(SOON).until(() -> {
            commands.xadd(
                    "socket.io",
                    new XAddArgs().id("5-" + last.incrementAndGet()),
                    Map.of("uid", "x", "nsp", "/", "type", "3", "data", ANEW));
            return ann.take().contains("2[\"anew\"]");
        });
        client.shutdown();
    }

    @Test
    void saysOnceThatItRefusesToBeRead() {
        Logger refusals = Logger.getLogger("xyz.anipub.socketio.adapter.redis.connection.Refusals");
        refusals.addHandler(handler);
        RedisClient client = RedisClient.create(redis.uri());
        RedisCommands<String, String> commands = client.connect().sync();
        commands.set("socket.io", "not a stream");
        ServerFixture here = server(config());
        Peer ann = here.joinedPeer();
        await().atMost(SOON).until(() -> logged.stream().anyMatch(line -> line.startsWith("SEVERE")));
        commands.del("socket.io");
        ServerFixture there = server(config());
        ClusterChapter.awaitNodes(there.main, 2);
        there.main.emit("now");
        ClusterChapter.hears(ann, "2[\"now\"]");
        assertThat(logged).filteredOn(line -> line.startsWith("SEVERE")).hasSize(1);
        refusals.removeHandler(handler);
        client.shutdown();
    }

    @Test
    void mayStandStill() {
        ServerFixture here = server(config());
        ServerFixture there = server(config());
        Peer ann = here.joinedPeer();
        Peer bob = there.joinedPeer();
        ClusterChapter.awaitNodes(here.main, 2);
        redis.pause();
        try {
            here.main.emit("n", 1);
            assertThat(ann.take()).containsExactly("2[\"n\",1]");
            assertThat(here.main.fetchSockets())
                    .failsWithin(config().commandTimeout().multipliedBy(2));
            here.main.emit("n", 2);
        } finally {
            redis.goOn();
        }
        ClusterChapter.hears(bob, "2[\"n\",1]", "2[\"n\",2]");
        ClusterChapter.awaitNodes(here.main, 2);
    }

    @Test
    void keepsOnlySoMuch() {
        RedisConfig usual = config();
        RedisConfig few = new RedisConfig(
                usual.uri(),
                usual.family(),
                usual.prefix(),
                usual.commandTimeout(),
                usual.keep(),
                3,
                1_000_000,
                100,
                usual.ca(),
                false);
        ServerFixture here = server(few);
        ServerFixture there = server(usual);
        Peer bob = there.joinedPeer();
        ClusterChapter.awaitNodes(here.main, 2);
        redis.stop();
        await().atMost(SOON).until(() -> !clusters.get(0).isConnected());
        for (int i = 0; i < 10; i++) {
            here.main.emit("n", i);
        }
        await().until(() -> clusters.get(0).meter().unsent() == 7);
        redis.start();
        ClusterChapter.hears(bob, "2[\"n\",0]", "2[\"n\",1]", "2[\"n\",2]");
    }
}
