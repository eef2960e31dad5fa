package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;
import xyz.anipub.socketio.adapter.redis.RedisEmitter;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.store.embedded.EmbeddedMongo;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.SignedToken;
import xyz.anipub.testing.TestServer;

/** Two servers with a Redis and a database in common: what they log, and what goes by Redis. */
class RedisNodesIT {

    private static final String SECRET = "a secret of the tests that is long enough";
    private static final String ID = "00000000000000000000000a";

    /** As long as questions: the log's entries are lost, too. */
    private static final Duration KEEP = RedisConfig.standard("").commandTimeout();

    private static final Duration AWAY = KEEP.plusSeconds(1);

    private static EmbeddedMongo mongo;
    private static TestRedis redis;
    private static TestServer first;
    private static TestServer second;
    private static String token;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.open(TestServer.newFolder("nodes-data"));
        redis = new TestRedis();
        List<TestServer> nodes = TestServer.startAll(plan("nodes-first"), plan("nodes-second"));
        first = nodes.get(0);
        second = nodes.get(1);
        token = SignedToken.of(SECRET, ID, "Nora", Instant.now().plusSeconds(600));
    }

    private static TestServer.Plan plan(String name) {
        return TestServer.plan(name)
                .war(TestServer.chatWar())
                .brief()
                .environment("MONGODB_URI", mongo.connectionString())
                .setting("anipub.auth.secret", SECRET)
                .environment("REDIS_URI", redis.uri())
                .setting("anipub.redis.keep", "" + KEEP.toMillis());
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        redis.close();
        mongo.close();
        assertThat(List.of(TestServer.logOf("nodes-first"), TestServer.logOf("nodes-second")))
                .noneMatch(log -> log.contains("SEVERE") || log.contains("leak"));
    }

    private static Person on(TestServer server) {
        return new Person(new ChatApi(server.uri()), ID, "Nora", token, "anipub=" + token);
    }

    private static ChatClient client(TestServer server) {
        return ChatClient.start(server.uri(), options -> options.auth = Map.of("token", token))
                .awaitConnected();
    }

    @Test
    void saysWhatIsSharedAndWarnsOfNothing() {
        for (TestServer server : List.of(first, second)) {
            assertThat(server.logOfStart().lines())
                    .anyMatch(line -> line.contains("come back to any of them"))
                    .noneMatch(line -> line.matches(".*(WARN|SEVERE|ERROR).*(lettuce|netty|reactor|adapter.redis).*"));
        }
    }

    @Test
    void whatOneTellsTheOthersClientsHear() {
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
        try (ChatClient here = client(first);
                ChatClient there = client(second);
                RedisEmitter emitter = new RedisEmitter(RedisConfig.standard(redis.uri()), timers)) {
            String room = on(first).createRoom();
            there.awaitHeard("membership_changed", notice -> notice.toString().contains(room));
            there.awaitHeard("rooms_changed", notice -> notice.toString().contains(room));
            String nowhere = "0".repeat(24);
            emitter.everybody().emit("room_deleted", Map.of("roomId", nowhere));
            for (ChatClient each : List.of(here, there)) {
                each.awaitHeard("room_deleted", news -> news.getString("roomId").equals(nowhere));
            }
        } finally {
            timers.shutdownNow();
        }
    }

    @Test
    void whatIsLostWhileRedisIsAwayIsHeardAfterwards() throws InterruptedException {
        Person nora = on(first);
        String entered = nora.createRoom();
        JsonObject message = nora.post(entered, "before", "1");
        try (ChatClient here = client(first);
                ChatClient there = client(second)) {
            there.join(entered);
            redis.stop();
            String room = nora.createRoom();
            nora.edit(message, "after");
            here.awaitHeard("rooms_changed", notice -> notice.toString().contains(room));
            // Longer than anything waits for it.
            TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
            redis.start();
            there.awaitHeard("rooms_changed", notice -> notice.toString().contains(room));
            there.awaitHeard("message_changed", changed -> changed.toString().contains("after"));
        }
    }

    /** It serves on: it is worse off, and a balancer that took its clients away would help nobody. */
    @Test
    void saysInHealthThatRedisIsAway() {
        String away = "{\"name\":\"redis\",\"status\":\"UP\",\"data\":{\"degraded\":true,\"reason\":\"away\"}}";
        awaitReady("{\"name\":\"redis\",\"status\":\"UP\"}");
        redis.stop();
        awaitReady(away);
        redis.start();
        awaitReady("{\"name\":\"redis\",\"status\":\"UP\"}");
    }

    private static void awaitReady(String check) {
        ChatApi api = new ChatApi(first.uri());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/health/ready").send().expect(200).text().contains(check));
    }

    @Test
    void eachServesTheSessionsOfTheOther() {
        URI here = first.uri().resolve("socket.io/");
        URI there = second.uri().resolve("socket.io/");
        String sid = EngineClient.handshake(here);
        // Redis may just have been away.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> EngineClient.post(there, sid, "40{\"token\":\"%s\"}".formatted(token))
                        .body()
                        .equals("ok"));
        assertThat(EngineClient.poll(there, sid).body()).startsWith("40{\"sid\":");
        EngineSocket socket = EngineClient.socket(there, "EIO=4&transport=websocket&sid=" + sid)
                .answeringPings();
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        socket.send("5");
        socket.send("421[\"join_room\",{}]");
        assertThat(socket.nextMessage()).startsWith("431[").contains("roomId is required");
        socket.close();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> EngineClient.poll(here, sid).body().contains("Session ID unknown"));
    }

    @Test
    void aLogoutHereEndsSocketsThere() {
        String brief = SignedToken.of(SECRET, ID, "Nora", Instant.now().plusSeconds(500));
        try (ChatClient there = ChatClient.start(second.uri(), options -> options.auth = Map.of("token", brief))) {
            there.awaitConnected();
            new Person(new ChatApi(first.uri()), ID, "Nora", brief, "anipub=" + brief).logout();
            assertThat(there.awaitEnd()).isEqualTo("io server disconnect");
        }
    }
}
