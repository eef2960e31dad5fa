package xyz.anipub.chat.realtime;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.store.embedded.EmbeddedMongo;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.TestServer;

/** A client whose node is killed comes back on another one as the same socket. */
class AnotherNodeIT {

    private static EmbeddedMongo mongo;
    private static TestRedis redis;
    private static TestServer first;
    private static TestServer second;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.open(TestServer.newFolder("another-node-data"));
        redis = new TestRedis();
        List<TestServer> nodes = TestServer.startAll(node("another-node-1"), node("another-node-2"));
        first = nodes.get(0);
        second = nodes.get(1);
    }

    private static TestServer.Plan node(String name) {
        return TestServer.plan(name)
                .war(TestServer.chatWar())
                .brief()
                .environment("MONGODB_URI", mongo.connectionString())
                .environment("REDIS_URI", redis.uri())
                .setting("anipub.auth.secret", "a secret of both nodes that is long enough");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        redis.close();
        mongo.close();
    }

    @TestFactory
    Stream<DynamicTest> theStockClientComesBackOnAnotherNode() {
        return NodeTests.run(
                JavaScriptIT.FRONTEND,
                "e2e/another-node.test.js",
                Map.of(
                        "ANIPUB_URL", second.uri().toString(),
                        "ANIPUB_FIRST", first.uri().toString(),
                        "ANIPUB_FIRST_PID", String.valueOf(first.pid())));
    }
}
