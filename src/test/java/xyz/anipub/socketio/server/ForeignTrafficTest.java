package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** Whatever anybody writes to our channels and streams, the next message is heard. */
class ForeignTrafficTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String GOOD =
            "{\"packet\":{\"type\":2,\"data\":[\"good\"]},\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}}";
    private static final List<byte[]> GARBAGE = List.of(
            bytes(""),
            bytes("{"),
            bytes("garbage"),
            bytes("null"),
            bytes("{\"type\":5}"),
            bytes("{\"type\":3,\"uid\":\"x\",\"nsp\":\"/\"}"),
            bytes("{\"type\":3,\"uid\":\"x\",\"nsp\":\"/\",\"data\":{\"packet\":{\"type\":2,\"data\":1},\"opts\":{}}}"),
            HexFormat.of().parseHex("c0"),
            HexFormat.of().parseHex("93c0c0c0"),
            HexFormat.of().parseHex("93a6724462632d55c0c0"),
            HexFormat.of().parseHex("dfffffffff"),
            HexFormat.of().parseHex("9393939393939393"));

    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final TestRedis redis = new TestRedis();
    private final RedisClient client = RedisClient.create(redis.uri());
    private final RedisCommands<String, byte[]> commands = client.connect(
                    RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
            .sync();
    private RedisCluster cluster;
    private ServerFixture server;
    private Peer ann;

    @AfterEach
    void close() {
        server.server.close();
        cluster.close();
        client.shutdown();
        handlers.shutdown();
        timers.shutdownNow();
        redis.close();
    }

    private void start(RedisFamily family) {
        cluster = new RedisCluster(
                RedisConfig.standard(redis.uri()).with(family),
                ClusterLimits.standard(),
                new ClusterThreads(handlers, timers));
        server = ClusterChapter.server(cluster.adapters((namespace, emitter) -> new InMemoryAdapter(emitter, 5)));
        ann = server.joinedPeer();
        // Alone: it counts itself when its subscriptions are there.
        await().atMost(SOON).until(() -> commands.pubsubChannels().size() >= (family == RedisFamily.STREAMS ? 2 : 3));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> entry(String type, String data) {
        return Map.of("uid", bytes("x"), "nsp", bytes("/"), "type", bytes(type), "data", bytes(data));
    }

    @Test
    void entriesOfAStream() {
        start(RedisFamily.STREAMS);
        List<Map<String, byte[]>> bad = new ArrayList<>();
        GARBAGE.forEach(
                each -> bad.add(Map.of("uid", bytes("x"), "nsp", bytes("/"), "type", bytes("3"), "data", each)));
        bad.add(Map.of("uid", bytes("x"), "nsp", bytes("/"), "type", bytes("3")));
        bad.add(Map.of("uid", bytes("x"), "nsp", bytes("/")));
        bad.add(entry("three", GOOD));
        bad.add(entry("3", GOOD.replace("\"good\"", "\"connect\"")));
        bad.forEach(each -> commands.xadd("socket.io", each));
        // None of our business, and no fault.
        commands.xadd("socket.io", Map.of("a", bytes("b")));
        commands.xadd("socket.io", entry("99", GOOD));
        commands.xadd("socket.io", entry("3", GOOD));
        ClusterChapter.hears(ann, "2[\"good\"]");
        assertThat(cluster.meter().refused()).isEqualTo(bad.size());
        commands.xadd("socket.io", entry("3", GOOD));
        ClusterChapter.hears(ann, "2[\"good\"]");
        assertThat(cluster.meter().refused()).isEqualTo(bad.size());
    }

    /** A sender whose Redis was away adds again what it does not know to be there. */
    @Test
    void entriesThatAreThereTwice() {
        start(RedisFamily.STREAMS);
        for (String number : List.of("1", "3", "1", "2", "3", "4")) {
            Map<String, byte[]> entry = new HashMap<>(entry("3", GOOD.replace("good", number)));
            entry.put("no", bytes(number));
            commands.xadd("socket.io", entry);
        }
        ClusterChapter.hears(ann, "2[\"1\"]", "2[\"3\"]", "2[\"2\"]", "2[\"4\"]");
    }

    @Test
    void requestsAndAnswersOfStreams() {
        start(RedisFamily.STREAMS);
        commands.pubsubChannels().forEach(channel -> GARBAGE.forEach(each -> commands.publish(channel, each)));
        await().atMost(SOON).until(() -> cluster.meter().refused() >= GARBAGE.size());
        assertThat(ClusterChapter.value(server.main.fetchSockets())).hasSize(1);
    }

    @Test
    void everythingOfTheClassicFamily() {
        start(RedisFamily.CLASSIC);
        List<String> channels = new ArrayList<>(commands.pubsubChannels());
        channels.add("socket.io#/#");
        channels.forEach(channel -> GARBAGE.forEach(each -> commands.publish(channel, each)));
        commands.publish(
                "socket.io#/#",
                HexFormat.of()
                        .parseHex(
                                "93a6724462632d5583a47479706502a46461746192a568656c6c6fa5776f726c64a36e7370a12f83a5726f6f"
                                        + "6d7390a665786365707490a5666c61677380"));
        ClusterChapter.hears(ann, "2[\"hello\",\"world\"]");
        assertThat(cluster.meter().refused()).isGreaterThanOrEqualTo(GARBAGE.size());
    }

    /** A node that never answers costs a question its time, and nothing else. */
    @Test
    void aMuteSubscriber() {
        start(RedisFamily.STREAMS);
        var mute = client.connectPubSub();
        mute.sync().subscribe("socket.io#/#");
        await().atMost(SOON).until(() -> commands.pubsubNumsub("socket.io#/#").get("socket.io#/#") == 2);
        assertThat(server.main.broadcast().timeout(Duration.ofMillis(200)).fetchSockets())
                .failsWithin(SOON)
                .withThrowableThat()
                .withMessageContaining("only 0 responses received out of 1");
        mute.close();
        await().atMost(SOON).until(() -> commands.pubsubNumsub("socket.io#/#").get("socket.io#/#") == 1);
        assertThat(ClusterChapter.value(server.main.fetchSockets())).hasSize(1);
    }
}
