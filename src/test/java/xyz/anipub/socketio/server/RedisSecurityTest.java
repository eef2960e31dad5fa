package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.RedisProcess;
import xyz.anipub.socketio.adapter.redis.TestCertificates;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;

/** A Redis with TLS, and with passwords: what is right connects, and what is wrong is said in the log, without the secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisSecurityTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Logger LOG = Logger.getLogger("xyz.anipub.socketio.adapter.redis.connection.RedisStatus");
    private static final String PASSWORD = "sesame";

    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final TestCertificates certificates = new TestCertificates("localhost");
    private final RedisProcess tls = certificates.redis("--requirepass", PASSWORD);
    private final RedisProcess plain = RedisProcess.server("--requirepass", PASSWORD);
    private final List<RedisCluster> clusters = new ArrayList<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
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
    void stop() {
        clusters.forEach(RedisCluster::close);
        clusters.clear();
        LOG.removeHandler(handler);
        logged.clear();
    }

    @AfterAll
    void end() {
        tls.close();
        plain.close();
        handlers.shutdown();
        timers.shutdownNow();
    }

    private RedisCluster cluster(RedisConfig config) {
        RedisCluster cluster = new RedisCluster(config, ClusterLimits.standard(), new ClusterThreads(handlers, timers));
        clusters.add(cluster);
        return cluster;
    }

    private static RedisConfig config(String scheme, String password, String host, RedisProcess redis) {
        return RedisConfig.standard(scheme + "://:" + password + "@" + host + ":" + redis.port());
    }

    private void isRefused(RedisConfig config, String advice) {
        RedisCluster cluster = cluster(config);
        await().atMost(SOON).until(() -> !logged.isEmpty());
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("WARNING ")
                .contains(advice)
                .doesNotContain(PASSWORD, "wrong");
        assertThat(cluster.isConnected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nodesReachEachOtherByTls(boolean isInDer) {
        RedisConfig config = config("rediss", PASSWORD, "localhost", tls)
                .trusting(isInDer ? certificates.caInDer() : certificates.ca());
        ServerFixture here = server(config);
        ServerFixture there = server(config);
        Peer bob = there.joinedPeer();
        ClusterChapter.awaitNodes(here.main, 2);
        here.main.emit("hidden");
        ClusterChapter.hears(bob, "2[\"hidden\"]");
        here.server.close();
        there.server.close();
    }

    private ServerFixture server(RedisConfig config) {
        RedisCluster cluster = cluster(config);
        return ClusterChapter.server(cluster.adapters((namespace, emitter) -> new InMemoryAdapter(emitter, 5)));
    }

    @Test
    void aCertificateOfAnotherCaIsNotTrusted() {
        isRefused(
                config("rediss", PASSWORD, "localhost", tls).trusting(new TestCertificates("localhost").ca()),
                "its certificate is not trusted");
    }

    @Test
    void theJvmDoesNotTrustIt() {
        isRefused(config("rediss", PASSWORD, "localhost", tls), "its certificate is not trusted; name the CA");
    }

    @Test
    void aCertificateIsForOneName() {
        isRefused(
                config("rediss", PASSWORD, "127.0.0.1", tls).trusting(certificates.ca()),
                "its certificate is for another host");
    }

    @Test
    void aServerMaySpeakNoTls() {
        isRefused(
                config("rediss", PASSWORD, "localhost", plain).trusting(certificates.ca()),
                "TLS at this port: write redis://");
    }

    @Test
    void aServerMaySpeakTlsAlone() {
        isRefused(config("redis", PASSWORD, "localhost", tls), "if it wants TLS, write rediss://");
    }

    @Test
    void aPasswordMayBeWrong() {
        isRefused(config("redis", "wrong", "localhost", plain), "it refuses the user or the password");
    }

    @Test
    void aPasswordMayBeMissing() {
        isRefused(RedisConfig.standard("redis://localhost:" + plain.port()), "it wants a password");
    }

    @Test
    void severalHostsMayBeNoCluster() {
        String host = "localhost:" + plain.port();
        isRefused(
                RedisConfig.standard("redis://:" + PASSWORD + "@" + host + "," + host),
                "it is no Redis Cluster: name one host alone");
    }

    @Test
    void whatIsTrustedHasToBeCertificates() {
        RedisConfig config = config("rediss", PASSWORD, "localhost", tls);
        Path none = certificates.ca().resolveSibling("none.pem");
        assertThatThrownBy(() -> config.trusting(none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.pem cannot be read");
        assertThatThrownBy(() -> config.trusting(certificates.key()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("certificate");
        RedisConfig open = config("redis", PASSWORD, "localhost", plain);
        assertThatThrownBy(() -> open.trusting(certificates.ca()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without TLS");
    }
}
