package xyz.anipub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.socketio.adapter.redis.SilentProxy;
import xyz.anipub.store.embedded.EmbeddedMongo;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.ClockAhead;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.TestServer;

/**
 * What {@link NodesChaosIT} does not do to two nodes under senders and listeners: one is told to end, their database is away, and
 * Redis for longer than it is waited for. The clock of the second one is ahead all the while.
 *
 * <p>{@code anipub.chaos.away} is for how long the database is away.
 */
@Timeout(180)
class NodesFailuresIT {

    private static final Duration AWAY = Duration.parse(System.getProperty("anipub.chaos.away", "PT20S"));

    /** Redis is waited for so long only, so that it need not be away for a minute. */
    private static final Duration KEEP = Duration.ofSeconds(2);

    /** After 12 s nodes that are not heard are taken for gone. */
    private static final Duration WITHOUT_REDIS = Duration.ofSeconds(14);

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SENDERS = 8;
    private static final int LISTENERS = 6;

    private static EmbeddedMongo store;
    private static SilentProxy wayToStore;
    private static Cluster cluster;
    private static Crowd crowd;
    private static Attendance attendance;
    private static Audit audit;

    @BeforeAll
    static void start() {
        store = EmbeddedMongo.open(TestServer.newFolder("failures-data"));
        wayToStore = new SilentProxy(store.connectionString());
        String address = store.connectionString()
                .replace(
                        "@127.0.0.1:" + URI.create(store.connectionString()).getPort(),
                        "@127.0.0.1:" + wayToStore.port());
        cluster = new Cluster(
                2,
                plan -> plan.environment("MONGODB_URI", address).setting("anipub.redis.keep", "" + KEEP.toMillis()),
                plan -> ClockAhead.by(AHEAD, plan));
        crowd = new Crowd(cluster.entrance(), new Random(), SENDERS, LISTENERS, LONGEST_PAUSE);
        attendance = new Attendance(crowd, cluster);
        audit = new Audit(crowd, PATIENCE);
    }

    @AfterAll
    static void stop() {
        crowd.close();
        cluster.close();
        wayToStore.close();
        store.close();
    }

    private static Person on(int node, String word) {
        return Person.register(new ChatApi(cluster.nodes().get(node).uri()), word);
    }

    /** All send before it, during it, and until they are answered again. */
    private static void sendThrough(Crowd.Happening happening) throws InterruptedException {
        cluster.awaitBalanced();
        crowd.spreadOver(cluster.names());
        Instant over = crowd.sendThrough(20, happening);
        attendance.check(over);
        audit.check();
    }

    @Test
    void aNodeThatIsToldToEndFailsNobody() throws InterruptedException {
        Node node = cluster.nodes().get(0);
        sendThrough(() -> {
            crowd.forgetFailures();
            node.stop();
            crowd.awaitListeners();
            assertThat(crowd.failures()).as("requests that failed").isEmpty();
            assertThat(node.log()).contains("Draining: load balancers have PT3S to notice.");
            node.start();
        });
    }

    @Test
    void aDatabaseThatIsAwayLosesNothing() throws InterruptedException {
        sendThrough(() -> {
            wayToStore.cut();
            TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
            wayToStore.heal();
        });
    }

    @Test
    void anotherRedisInThePlaceOfTheOneThatWasLostJoinsThemAgain() throws InterruptedException {
        List<Integer> before = cluster.nodes().stream().map(Node::losses).toList();
        String room = crowd.rooms().get(0);
        sendThrough(() -> {
            try (ChatClient local =
                    ChatClient.of(crowd.host().at(cluster.nodes().get(0).uri()))) {
                local.join(room);
                cluster.redis().stop();
                TimeUnit.MILLISECONDS.sleep(WITHOUT_REDIS.toMillis());
                assertThat(local.objects("receive_message")).isNotEmpty();
                cluster.redis().start();
            }
        });
        assertThat(cluster.nodes().stream().map(Node::losses).toList())
                .as("lines that say so")
                .containsExactlyElementsOf(
                        before.stream().map(lines -> lines + 1).toList());
    }

    @Test
    void aNodeWhoseClockIsAheadIsOneOfThem() {
        ClockAhead.require();
        Person early = on(0, "Early");
        Person late = on(1, "Late");
        String room = early.createRoom();
        URI here = early.api().root();
        URI there = late.api().root();
        // A token of each on the other.
        late.at(here).join(room);
        try (ChatClient onFirst = ChatClient.of(late.at(here));
                ChatClient onSecond = ChatClient.of(early.at(there))) {
            onFirst.join(room);
            onSecond.join(room);
            JsonObject first = late.at(there).post(room, "by the second", "1");
            JsonObject second = early.at(here).post(room, "by the first", "1");
            assertThat(Duration.between(timeOf(second), timeOf(first))).isGreaterThan(AHEAD.minusMinutes(1));
            assertThat(second.getInt("seq")).isEqualTo(first.getInt("seq") + 1);
            for (ChatClient client : List.of(onFirst, onSecond)) {
                client.awaitMessage("by the first");
                assertThat(client.objects("receive_message"))
                        .extracting(message -> message.getString("content"))
                        .containsExactly("by the second", "by the first");
            }
            // Stored on one node, emitted on the other, either way.
            JsonObject stored = early.at(here).post(room, "in two steps");
            assertThat(onSecond.send(room, "in two steps").getString("_id")).isEqualTo(stored.getString("_id"));
            JsonObject storedThere = late.at(there).post(room, "in two more");
            assertThat(onFirst.send(room, "in two more").getString("_id")).isEqualTo(storedThere.getString("_id"));
            late.at(there).leave(room);
            early.at(here).post(room, "for members only");
            onSecond.awaitMessage("for members only");
            onFirst.ask("leave_room");
            assertThat(onFirst.objects("receive_message"))
                    .extracting(message -> message.getString("content"))
                    .doesNotContain("for members only");
            late.at(there).logout();
            late.at(here).get("/api/auth/me").send().expect(401);
        }
    }

    private static Instant timeOf(JsonObject message) {
        return Instant.parse(message.getString("timestamp"));
    }
}
