package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.RemoteSocket;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;
import xyz.anipub.socketio.event.BroadcastAnswers;

/**
 * A server of ours and one of Node.js are one, by the adapters that Node's project publishes, over either of the clients of
 * Redis that they take.
 */
@ParameterizedClass
@ValueSource(strings = {"redis", "ioredis"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NodeClusterChapter {

    private final RedisFamily family;
    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final String uri;
    private final AutoCloseable redis;

    @Parameter
    private String library;

    private NodeServer node;
    private RedisCluster cluster;
    private ServerFixture ours;
    private Peer ann;
    private String annId;
    private String noraId;

    NodeClusterChapter(RedisFamily family, TestRedis redis) {
        this(family, redis, TestRedis::uri);
    }

    /** @param redis closed when all is done */
    <R extends AutoCloseable> NodeClusterChapter(RedisFamily family, R redis, Function<R, String> uri) {
        this.family = family;
        this.uri = uri.apply(redis);
        this.redis = redis;
    }

    @BeforeParameterizedClassInvocation
    void startNode() {
        node = new NodeServer(library, family.name().toLowerCase(Locale.ROOT), uri);
    }

    @AfterParameterizedClassInvocation
    void stopNode() {
        node.close();
    }

    @BeforeEach
    void connect() {
        cluster = new RedisCluster(
                RedisConfig.standard(uri).with(family), ClusterLimits.standard(), new ClusterThreads(handlers, timers));
        noraId = node.newClient();
        ours = ClusterChapter.server(cluster.adapters((namespace, emitter) -> new InMemoryAdapter(emitter, 5)));
        ann = ours.peer();
        annId = ann.join();
        ClusterChapter.awaitNodes(ours.main, 2);
        await().until(() -> node.call("askServers", "\"event\":\"are you there\",\"args\":[]")
                .toString()
                .equals("[true]"));
    }

    @AfterEach
    void close() {
        ours.server.close();
        cluster.close();
    }

    @AfterAll
    void end() throws Exception {
        redis.close();
        handlers.shutdown();
        timers.shutdownNow();
    }

    @Test
    void oursReachesNodes() {
        ours.main.emit("all", 1, "two", null);
        node.hears("[\"all\",1,\"two\",null]");
        ours.main.to(noraId).emit("nora");
        ours.main.to("nobody").emit("nobody");
        ours.main.broadcast().except(noraId).emit("not nora");
        ours.main.emit("bytes", new byte[] {1, 2, 3});
        node.hears("[\"nora\"]", "[\"bytes\",{\"type\":\"Buffer\",\"data\":[1,2,3]}]");
        // Alone: a busy connection misses it.
        ours.main.to(noraId, "red").asVolatile().emit("volatile");
        node.hears("[\"volatile\"]");
    }

    /** One by one: ioredis publishes by any server of a Redis Cluster, so that no order is promised there. */
    @Test
    void nodeReachesOurs() {
        node.call("emit", "\"event\":\"all\",\"args\":[1,\"two\",null]");
        ClusterChapter.hears(ann, "2[\"all\",1,\"two\",null]");
        node.call("emit", "\"rooms\":[\"" + annId + "\"],\"event\":\"ann\",\"args\":[]");
        ClusterChapter.hears(ann, "2[\"ann\"]");
        node.call("emit", "\"rooms\":[\"nobody\"],\"event\":\"nobody\",\"args\":[]");
        node.call("emit", "\"except\":[\"" + annId + "\"],\"event\":\"not ann\",\"args\":[]");
        node.call("emit", "\"flags\":{\"volatile\":true},\"event\":\"volatile\",\"args\":[]");
        ClusterChapter.hears(ann, "2[\"volatile\"]");
        node.call("emit", "\"event\":\"bytes\",\"args\":[{\"bytes\":[1,2,3]}]");
        ClusterChapter.hears(ann, "51-[\"bytes\",{\"_placeholder\":true,\"num\":0}]", "bAQID");
    }

    @Test
    void oursAsksClientsOfBoth() {
        CompletionStage<BroadcastAnswers> answers =
                ours.main.broadcast().timeout(Duration.ofSeconds(5)).emitWithAck("q", 1);
        ClusterChapter.ackNext(ann, "\"ours\"");
        BroadcastAnswers all = ClusterChapter.value(answers);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.answers()).extracting(List::toString).containsExactlyInAnyOrder("[\"ours\"]", "[\"node\"]");
    }

    @Test
    void nodeAsksClientsOfBoth() {
        CompletableFuture<JsonValue> answers = node.start("ask", "\"event\":\"q\",\"args\":[{\"bytes\":[9]}]");
        List<String> heard = new ArrayList<>();
        await().until(() -> heard.addAll(ann.take()) && heard.size() == 2);
        ann.say("3" + heard.get(0).replaceFirst("^51-(\\d+)\\[.*", "$1") + "[\"ours\"]");
        assertThat(ClusterChapter.value(answers).asJsonArray().stream().map(JsonValue::toString))
                .containsExactlyInAnyOrder("\"ours\"", "\"node\"");
    }

    @Test
    void socketsGoInAndOutOfRoomsFromEitherSide() {
        ours.main.broadcast().socketsJoin("red");
        await().until(() -> node.call("rooms", "").toString().contains("red"));
        node.call("leave", "\"rooms\":[\"red\"],\"left\":[\"red\"]");
        await().until(() -> !ours.lastSocket().rooms().contains("red"));
        node.call("join", "\"joined\":[\"blue\"]");
        await().until(() -> ours.lastSocket().rooms().contains("blue"));
        ours.main.to("blue").socketsLeave("blue");
        await().until(() -> !node.call("rooms", "").toString().contains("blue"));
    }

    /** In the sharded family such an event comes by a channel of the room's own. */
    @Test
    void nodeReachesARoomThatOnlyOursHas() {
        ours.lastSocket().join("only here");
        await().until(() -> {
            node.call("emit", "\"rooms\":[\"only here\"],\"event\":\"room\",\"args\":[]");
            return ann.take().contains("2[\"room\"]");
        });
    }

    @Test
    void disconnectsFromEitherSide() {
        ours.main.to(noraId).disconnectSockets(false);
        node.hears("[\"disconnect\",\"io server disconnect\"]");
        node.call("disconnect", "\"rooms\":[\"" + annId + "\"]");
        ClusterChapter.hears(ann, "1");
    }

    @Test
    void findsSocketsFromEitherSide() {
        ours.lastSocket().data().put("name", "Ann");
        List<RemoteSocket> all = ClusterChapter.value(ours.main.fetchSockets());
        assertThat(all).extracting(RemoteSocket::id).containsExactlyInAnyOrder(annId, noraId);
        assertThat(all)
                .extracting(socket -> socket.data().toString())
                .containsExactlyInAnyOrder("{\"name\":\"Ann\"}", "{\"name\":\"Nora\"}");
        assertThat(node.call("fetch", "\"rooms\":[\"" + annId + "\"]"))
                .hasToString("[{\"id\":\"" + annId + "\",\"rooms\":[\"" + annId + "\"],\"data\":{\"name\":\"Ann\"}}]");
    }

    @Test
    void serversTellAndAskEachOther() {
        ours.main.serverSideEmit("tell", 1, "a");
        node.isTold("[1,\"a\"]");
        assertThat(ClusterChapter.value(ours.main.serverSideEmitWithAck("tell", 2)))
                .hasToString("[[{\"from\":\"node\"}]]");
        node.isTold("[2]");
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        ours.main.onServerEvent("tell", (arguments, ack) -> {
            heard.add(arguments + " " + ack.isRequested());
            ack.send("ours");
        });
        node.call("tell", "\"event\":\"tell\",\"args\":[3]");
        await().until(() -> heard.size() == 1);
        assertThat(node.call("askServers", "\"event\":\"tell\",\"args\":[4]")).hasToString("[\"ours\"]");
        assertThat(heard).containsExactly("[3] false", "[4] true");
    }
}
