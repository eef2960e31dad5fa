package xyz.anipub.chat.realtime;

import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;

import java.time.Instant;
import java.util.List;
import xyz.anipub.socketio.adapter.redis.SilentProxy;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.store.embedded.EmbeddedMongo;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.SignedToken;
import xyz.anipub.testing.TestServer;

/** Two servers with a database and a Redis in common; one of them by a way that can be cut. */
final class NodePair implements AutoCloseable {

    /** Of one user. */
    static final int MAX_SOCKETS = 4;

    private static final String SECRET = "a secret of both nodes that is long enough";
    private static final String ADMIN = "ad".repeat(12);

    private final EmbeddedMongo mongo;
    private final TestRedis redis;
    private final SilentProxy wayOfOther;
    private final TestServer one;
    private final TestServer other;

    NodePair(String name) {
        mongo = EmbeddedMongo.open(TestServer.newFolder(name + "-data"));
        redis = new TestRedis();
        wayOfOther = new SilentProxy(redis.uri());
        List<TestServer> nodes =
                TestServer.startAll(node(name + "-1", redis.uri()), node(name + "-2", wayOfOther.uri()));
        one = nodes.get(0);
        other = nodes.get(1);
        nodes.forEach(NodePair::awaitPosts);
    }

    /** One that comes beside another takes none before that one knows it. */
    private static void awaitPosts(TestServer node) {
        Person host = Person.register(new ChatApi(node.uri()), "Host");
        String room = host.createRoom();
        await().until(() -> host.tryPost(room, object("content", "x")).status() == 200);
    }

    private TestServer.Plan node(String name, String redisUri) {
        return TestServer.plan(name)
                .war(TestServer.chatWar())
                .brief()
                .environment("MONGODB_URI", mongo.connectionString())
                .environment("REDIS_URI", redisUri)
                .setting("anipub.auth.secret", SECRET)
                .setting("anipub.admins", ADMIN)
                .setting("anipub.user.sockets-max", String.valueOf(MAX_SOCKETS));
    }

    TestServer one() {
        return one;
    }

    TestServer other() {
        return other;
    }

    /** From the other one to Redis. */
    SilentProxy wayOfOther() {
        return wayOfOther;
    }

    /** An admin of the site. */
    static Person admin(TestServer node) {
        String token = SignedToken.of(SECRET, ADMIN, "Root", Instant.now().plusSeconds(500));
        return new Person(new ChatApi(node.uri()), ADMIN, "Root", token, "");
    }

    @Override
    public void close() {
        other.close();
        one.close();
        wayOfOther.close();
        redis.close();
        mongo.close();
    }
}
