package xyz.anipub.testing;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.store.embedded.EmbeddedMongo;

/**
 * For trying out several nodes with nothing installed: an embedded Redis, the embedded store served to two nodes, and a small
 * balancer, until Ctrl+C. Nothing is kept. {@code anipub.port} is where it is, 8080 if not said.
 */
public final class ClusterMain {

    /** Held, as its level would be forgotten with it. */
    private static final Logger STORE = Logger.getLogger("de.bwaldvogel");

    private static final String SECRET = UUID.randomUUID().toString();

    private ClusterMain() {}

    public static void main(String[] args) throws InterruptedException {
        int port = Integer.getInteger("anipub.port", 8080);
        STORE.setLevel(Level.WARNING);
        System.out.println("Starting Redis, the database and two nodes…");
        int[] ports = {TestServer.freePort(), TestServer.freePort()};
        // First of all, as its port may be taken.
        StickyBalancer balancer = new StickyBalancer(port, List.of(ports[0], ports[1]));
        TestRedis redis = new TestRedis();
        EmbeddedMongo mongo = EmbeddedMongo.open(TestServer.newFolder("cluster-data"));
        List<TestServer> nodes = TestServer.startAll(
                node("cluster-1", redis, mongo).port(ports[0]),
                node("cluster-2", redis, mongo).port(ports[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            balancer.close();
            nodes.forEach(TestServer::close);
            redis.close();
            mongo.close();
        }));
        System.out.printf("Open http://localhost:%d/%n", port);
        System.out.printf(
                "The nodes themselves are at %s and %s; a browser stays on one, a private window may get the other.%n",
                nodes.get(0).uri(), nodes.get(1).uri());
        System.out.println("Ctrl+C ends all of it; nothing is kept.");
        new CountDownLatch(1).await();
    }

    private static TestServer.Plan node(String name, TestRedis redis, EmbeddedMongo mongo) {
        return TestServer.plan(name)
                .dearPasswords()
                .war(TestServer.chatWar())
                .environment("MONGODB_URI", mongo.connectionString())
                .environment("REDIS_URI", redis.uri())
                .setting("anipub.auth.secret", SECRET);
    }
}
