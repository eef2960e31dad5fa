package xyz.anipub.socketio.adapter.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import xyz.anipub.testing.TestServer;

/** A Redis with a replica, and a Sentinel that makes it the master a second after the end of the other. */
public final class TestSentinel implements AutoCloseable {

    private static final String MASTER = "chat";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RedisProcess first = RedisProcess.server();
    private final RedisProcess second =
            RedisProcess.server("--replicaof", "127.0.0.1 " + first.port(), "--repl-diskless-sync-delay", "0");
    private final RedisProcess sentinel = sentinel(first.port());
    private final RedisClient client = RedisClient.create();

    public TestSentinel() {
        await().atMost(PATIENCE).until(this::knowsTheReplica);
    }

    private static RedisProcess sentinel(int master) {
        int port = TestServer.freePort();
        Path settings = TestServer.newFolder("sentinel").resolve("sentinel.conf");
        try {
            Files.writeString(settings, """
                    port %d
                    sentinel monitor %2$s 127.0.0.1 %3$d 1
                    sentinel down-after-milliseconds %2$s 1000
                    sentinel failover-timeout %2$s 5000
                    """.formatted(port, MASTER, master));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RedisProcess(port, settings.toString(), "--sentinel");
    }

    private boolean knowsTheReplica() {
        try (StatefulRedisSentinelConnection<String, String> connection = client.connectSentinel(address())) {
            return connection.sync().replicas(MASTER).stream()
                    .anyMatch(replica -> "ok".equals(replica.get("master-link-status")));
        }
    }

    private RedisURI address() {
        return RedisURI.create("127.0.0.1", sentinel.port());
    }

    public String uri() {
        return "redis-sentinel://127.0.0.1:" + sentinel.port() + "#" + MASTER;
    }

    public RedisProcess master() {
        try (StatefulRedisSentinelConnection<String, String> connection = client.connectSentinel(address())) {
            int port = ((InetSocketAddress) connection.sync().getMasterAddrByName(MASTER)).getPort();
            return port == first.port() ? first : second;
        }
    }

    @Override
    public void close() {
        sentinel.close();
        second.close();
        first.close();
        client.shutdown();
    }
}
