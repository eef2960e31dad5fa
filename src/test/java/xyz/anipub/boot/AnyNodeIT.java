package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.store.embedded.EmbeddedMongo;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.SignedToken;
import xyz.anipub.testing.TestServer;

/** Three servers behind a balancer that sends each request to the next of them, and the stock client; last, one of them dies. */
class AnyNodeIT {

    private static final String SECRET = "a secret of the tests that is long enough";

    private static EmbeddedMongo mongo;
    private static TestRedis redis;
    private static List<TestServer> nodes;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.open(TestServer.newFolder("any-node-data"));
        redis = new TestRedis();
        nodes = TestServer.startAll(plan("any-node-1"), plan("any-node-2"), plan("any-node-3"));
    }

    private static TestServer.Plan plan(String name) {
        return TestServer.plan(name)
                .war(TestServer.chatWar())
                .brief()
                .environment("MONGODB_URI", mongo.connectionString())
                .setting("anipub.auth.secret", SECRET)
                .environment("REDIS_URI", redis.uri());
    }

    @AfterAll
    static void stop() {
        nodes.forEach(TestServer::close);
        redis.close();
        mongo.close();
        assertThat(TestServer.logOf("any-node-1")).doesNotContain("SEVERE", "between nodes was dropped");
    }

    @TestFactory
    Stream<DynamicTest> anyNodeServesAnySession() {
        String token = SignedToken.of(
                SECRET, "00000000000000000000000b", "Ron", Instant.now().plusSeconds(600));
        String origins = nodes.stream()
                .map(node -> "{\"origin\": \"http://127.0.0.1:%d\", \"pid\": %d}".formatted(node.port(), node.pid()))
                .collect(Collectors.joining(", ", "[", "]"));
        return NodeTests.run(
                Path.of("src/test/clients"),
                "relay/relay.test.js",
                Map.of("RELAY", "{\"nodes\": %s, \"token\": \"%s\"}".formatted(origins, token)));
    }
}
