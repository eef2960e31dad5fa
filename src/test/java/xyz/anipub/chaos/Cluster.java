package xyz.anipub.chaos;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import xyz.anipub.socketio.adapter.redis.SilentProxy;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.store.embedded.EmbeddedMongo;
import xyz.anipub.testing.Balancer;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.TestServer;

/** Nodes behind HAProxy, on one database, and each with a way of its own to one Redis. */
final class Cluster implements AutoCloseable {

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final List<SilentProxy> ways = new ArrayList<>();
    private final List<Node> nodes;
    private final Balancer balancer;
    private final TestRedis redis;

    /** Starts all of it. */
    Cluster(int size) {
        this(size, plan -> {}, plan -> {});
    }

    /**
     * @param each what all nodes have besides
     * @param last what the last one has besides
     */
    Cluster(int size, Consumer<TestServer.Plan> each, Consumer<TestServer.Plan> last) {
        this(size, each, last, Balancer::haproxy);
    }

    /** Nodes that need not be of this version. @param war theirs */
    static Cluster ofAnyVersion(int size, Path war) {
        return new Cluster(size, plan -> plan.war(war), last -> {}, Balancer::haproxyOfAnyVersion);
    }

    private Cluster(
            int size,
            Consumer<TestServer.Plan> each,
            Consumer<TestServer.Plan> last,
            Function<int[], Balancer> balancers) {
        int[] ports =
                IntStream.generate(TestServer::freePort).distinct().limit(size).toArray();
        balancer = part(balancers.apply(ports));
        String database = database();
        redis = part(new TestRedis());
        List<CompletableFuture<Node>> starting = new ArrayList<>();
        for (int port : ports) {
            SilentProxy way = part(new SilentProxy(redis.uri()));
            ways.add(way);
            TestServer.Plan plan = TestServer.plan("chaos-node-" + ways.size())
                    .war(TestServer.chatWar())
                    .environment("MONGODB_URI", database)
                    .environment("REDIS_URI", way.uri())
                    .setting("anipub.auth.secret", "a secret of all nodes that is long enough")
                    // Whose poll was cut off is missed by the pings alone, with those of the defaults after 45 s.
                    .setting("anipub.engineio.ping-interval", "5000")
                    .setting("anipub.engineio.ping-timeout", "10000")
                    .setting("anipub.proxies", "127.0.0.1")
                    .port(port);
            each.accept(plan);
            if (ways.size() == size) {
                last.accept(plan);
            }
            starting.add(CompletableFuture.supplyAsync(() -> new Node(plan)));
        }
        nodes = starting.stream().map(CompletableFuture::join).map(this::part).toList();
        awaitBalanced();
    }

    private String database() {
        return Optional.ofNullable(System.getenv("ANIPUB_TEST_MONGODB_URI"))
                .filter(uri -> !uri.isBlank())
                .orElseGet(() -> part(EmbeddedMongo.open(TestServer.newFolder("chaos-nodes-data")))
                        .connectionString());
    }

    /** The way of each of them to Redis. */
    List<SilentProxy> ways() {
        return ways;
    }

    /** All of them have one. */
    TestRedis redis() {
        return redis;
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(0, part);
        return part;
    }

    /** Where clients come in. */
    URI entrance() {
        return balancer.uri();
    }

    Balancer balancer() {
        return balancer;
    }

    /** Waits until the balancer knows that all nodes are there. */
    void awaitBalanced() {
        ChatApi api = new ChatApi(entrance());
        await().atMost(Crowd.PATIENCE).until(() -> names().stream().allMatch(name -> leadsTo(api, name)));
    }

    /** It gives no cookie to who comes with that of the node that answers. */
    private static boolean leadsTo(ChatApi api, String node) {
        Reply reply = api.get("/socket.io/socket.io.js").cookie("node=" + node).send();
        return reply.status() == 200 && reply.header("Set-Cookie").isEmpty();
    }

    List<Node> nodes() {
        return nodes;
    }

    /** What the balancer's cookie calls the nodes. */
    List<String> names() {
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> String.valueOf((char) ('a' + i)))
                .toList();
    }

    /** Returns when it is over. */
    void happen(Fault fault) throws InterruptedException {
        switch (fault.kind()) {
            case KILL_NODE, PAUSE_NODE -> nodes.get(fault.node()).happen(fault);
            case KILL_REDIS -> {
                redis.stop();
                pass(fault.length());
                redis.start();
            }
            case PAUSE_REDIS -> {
                redis.pause();
                pass(fault.length());
                redis.goOn();
            }
            case CUT_NODE_FROM_REDIS -> {
                ways.get(fault.node()).cut();
                pass(fault.length());
                ways.get(fault.node()).heal();
            }
        }
    }

    private static void pass(Duration length) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
    }

    @Override
    public void close() {
        parts.forEach(Cluster::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(part + " does not end", e);
        }
    }
}
