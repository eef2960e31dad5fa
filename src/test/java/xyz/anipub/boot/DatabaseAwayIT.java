package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SignedToken;
import xyz.anipub.testing.TestServer;

/** One server whose database is away when it starts, comes, goes and comes again: a story in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseAwayIT {

    private static final String SECRET = "a secret of the tests that is long enough";
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final int PORT = TestServer.freePort();
    private static final Path FILE = TestServer.newFolder("away-data").resolve("mongo.mv");

    private static final String DATABASE_AWAY =
            "{\"name\":\"database\",\"status\":\"UP\",\"data\":{\"degraded\":true,\"reason\":\"away\"}}";

    /** What the database was asked for, by command and collection. */
    private static final Queue<String> commands = new ConcurrentLinkedQueue<>();

    private static TestServer server;
    private static ChatApi api;
    private static MongoServer mongo;
    private static Person alice;
    private static String room;
    private static ChatClient client;

    @BeforeAll
    static void startWithoutADatabase() {
        server = TestServer.plan("database-away")
                .war(TestServer.chatWar())
                .brief()
                .environment("MONGODB_URI", "mongodb://127.0.0.1:" + PORT + "/away")
                .setting("anipub.auth.secret", SECRET)
                .start();
        api = new ChatApi(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
        if (mongo != null) {
            mongo.shutdownNow();
        }
    }

    private static void databaseComes() {
        mongo = new MongoServer(new H2Backend(FILE.toString()) {
            @Override
            public Document handleMessage(MongoMessage message) {
                Document command = message.getDocument();
                String verb = command.keySet().iterator().next();
                commands.add(verb + " " + command.get(verb));
                return super.handleMessage(message);
            }
        });
        mongo.bind("127.0.0.1", PORT);
    }

    /** A token of a user whom nobody has seen yet. */
    private static String token() {
        return SignedToken.of(
                SECRET, "0123456789abcdef01234567", "Stranger", Instant.now().plusSeconds(3600));
    }

    private static void assertUnavailable(Reply reply) {
        reply.problem(503, "unavailable");
        assertThat(Integer.parseInt(reply.header("Retry-After").orElseThrow())).isPositive();
    }

    @Test
    @Order(1)
    void thePageAndHandshakesWorkWithoutADatabase() {
        assertThat(api.get("/").send().expect(200).text()).contains("<html");
        assertThat(api.get("/socket.io/?EIO=4&transport=polling")
                        .send()
                        .expect(200)
                        .text())
                .startsWith("0{");
        assertThat(api.get("/socket.io/socket.io.js").send().expect(200).text()).isNotEmpty();
    }

    @Test
    @Order(1)
    void isLiveButNotReadyBeforeItsDatabaseHasBeenThere() {
        assertThat(health("/health/live", 200))
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"engine\",\"status\":\"UP\"},"
                        + "{\"name\":\"threads\",\"status\":\"UP\"}]}");
        assertThat(health("/health/ready", 503))
                .contains(DATABASE_AWAY, "{\"name\":\"indexes\",\"status\":\"DOWN\",\"data\":{\"reason\":\"away\"}}");
        assertThat(health("/health", 503)).contains(DATABASE_AWAY, "\"threads\"");
        assertMeasured(0, 0);
    }

    /** What alerts look at. */
    private static void assertMeasured(int database, int ready) {
        assertThat(api.get("/metrics").send().expect(200).text().lines())
                .contains("anipub_database_up " + database + ".0", "anipub_ready " + ready + ".0");
    }

    /** Without anything that only operators should know. */
    private static String health(String path, int status) {
        String answer = api.get(path).send().expect(status).text();
        assertThat(answer).doesNotContain("127.0.0.1", "localhost", "" + PORT, "xception", "mongodb");
        return answer;
    }

    @Test
    @Order(2)
    void restSaysUnavailableWithoutADatabase() {
        JsonObject login = object("name", "Alice", "password", Person.PASSWORD);
        assertUnavailable(api.post("/api/auth/register").json(login).send());
        assertUnavailable(api.post("/api/auth/login").json(login).send());
        assertUnavailable(api.get("/api/auth/me").bearer(token()).send());
        assertUnavailable(api.get("/api/chat/rooms").bearer(token()).send());
        api.get("/api/chat/rooms").send().problem(401, "unauthorized");
    }

    @Test
    @Order(3)
    void socketsAreRefusedAsUnavailableWithoutADatabase() {
        try (ChatClient refused = ChatClient.start(server.uri(), options -> options.auth = Map.of("token", token()))) {
            JsonObject error = refused.awaitRefusal().asJsonObject();
            assertThat(error.getString("message")).isEqualTo("unavailable");
            assertThat(error.getJsonObject("data")).isEqualTo(object("code", "unavailable"));
        }
    }

    @Test
    @Order(4)
    void callsThatWaitForTheDatabaseHoldUpNobodyElse() {
        ExecutorService callers = Executors.newFixedThreadPool(40);
        try {
            List<CompletableFuture<Reply>> waiting = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> api.get("/api/chat/rooms").bearer(token()).send(), callers))
                    .toList();
            for (int i = 0; i < 5; i++) {
                api.get("/").send().expect(200);
                api.get("/socket.io/?EIO=4&transport=polling").send().expect(200);
            }
            assertThat(waiting).as("answered only after the page was").anyMatch(call -> !call.isDone());
            waiting.forEach(call -> assertUnavailable(call.join()));
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    @Order(5)
    void recoversByItselfWhenTheDatabaseAppears() {
        databaseComes();
        await().atMost(RECOVERY)
                .until(() -> api.get("/api/chat/rooms").bearer(token()).send().status() == 200);
        // Writes wait for the indexes, which are made in the background.
        await().atMost(RECOVERY)
                .until(() -> api.post("/api/chat/rooms")
                                .bearer(token())
                                .json(object("name", Person.unique("Room")))
                                .send()
                                .status()
                        == 201);
        alice = Person.register(api, "Alice");
        room = alice.createRoom();
        client = ChatClient.of(alice, options -> options.reconnection = true);
        client.join(room);
        assertThat(client.send(room, "here").getInt("seq")).isEqualTo(1);
        client.awaitMessage("here");
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(health("/health/ready", 200)).doesNotContain("\"data\"", "DOWN"));
        assertMeasured(1, 1);
    }

    @Test
    @Order(6)
    void eventsAndCallsSayUnavailableWhenTheDatabaseGoes() {
        mongo.shutdownNow();
        assertThat(client.refused("send_message", object("roomId", room, "content", "lost")))
                .isEqualTo("unavailable");
        assertThat(client.refused("join_room", object("roomId", room))).isEqualTo("unavailable");
        assertUnavailable(alice.tryPost(room, object("content", "lost too")));
        assertUnavailable(alice.messages(room, ""));
        client.tell("send_message", object("roomId", room, "content", "lost without an ack"));
        client.awaitHeard("chat_error", error -> error.getString("code").equals("unavailable"));
        api.get("/").send().expect(200);
        // It is away for all nodes: sending clients elsewhere would help nobody.
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(health("/health/ready", 200))
                .contains(DATABASE_AWAY)
                .doesNotContain("DOWN"));
        assertMeasured(0, 1);
        assertThat(client.isConnected()).isTrue();
    }

    @Test
    @Order(7)
    void recoversByItselfWhenTheDatabaseIsBack() {
        databaseComes();
        await().atMost(RECOVERY).until(() -> alice.messages(room, "").status() == 200);
        await().atMost(RECOVERY)
                .until(() -> alice.tryPost(room, object("content", "back", "clientId", "back"))
                                .status()
                        == 200);
        client.join(room);
        JsonObject last = client.send(room, "and going on");
        client.awaitMessage("and going on");
        assertThat(alice.messages(room))
                .extracting(message -> message.getString("content"))
                .startsWith("here")
                .endsWith("back", "and going on");
        assertThat(last.getInt("seq")).isEqualTo(alice.messages(room).size());
        client.close();
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(health("/health", 200)).doesNotContain("\"data\"", "DOWN"));
        assertMeasured(1, 1);
    }

    /** A sign of life and what other nodes have revoked, each second; the rest every ten. */
    @Test
    @Order(8)
    void anIdleServerAsksTheDatabaseForNothingElse() {
        await().atMost(RECOVERY).untilAsserted(() -> {
            commands.clear();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> commands.stream()
                                    .filter("findAndModify nodes"::equals)
                                    .count()
                            >= 5);
            assertThat(Set.copyOf(commands))
                    .isSubsetOf(
                            "findAndModify nodes",
                            "find revoked_tokens",
                            // Rooms whose deletion was begun, what rooms keep no longer, accounts that have ended.
                            "find deletions",
                            "find rooms",
                            "find users",
                            // Who may register, and whether there is an admin.
                            "find settings",
                            // Those of the driver: its monitor, and the handshake of a connection.
                            "hello 1",
                            "isMaster 1",
                            "ismaster 1");
        });
    }

    @Test
    @Order(9)
    void theLogTellsTheStoryWithoutABug() {
        String log = server.log();
        assertThat(log).contains("The database answers again.");
        assertThat(log).doesNotContain("A REST call failed", "posts to room", "A middleware of namespace");
        assertThat(log.lines().filter(line -> line.contains("NullPointerException")))
                .isEmpty();
    }
}
