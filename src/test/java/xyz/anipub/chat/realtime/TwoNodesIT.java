package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.boot.EmbeddedMongo;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.testing.Balancer;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.TestServer;

/** Two servers with a database and a Redis in common are one chat: who is there, and whose right has ended. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private static EmbeddedMongo mongo;
    private static TestRedis redis;
    private static TestServer one;
    private static TestServer other;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.open(TestServer.newFolder("two-nodes-data"));
        redis = new TestRedis();
        List<TestServer> nodes = TestServer.startAll(node("two-nodes-1"), node("two-nodes-2"));
        one = nodes.get(0);
        other = nodes.get(1);
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
        other.close();
        one.close();
        redis.close();
        mongo.close();
    }

    private final Person host = Person.register(new ChatApi(other.uri()), "Host");
    private final Person guest = Person.register(new ChatApi(other.uri()), "Guest");
    private final String room = host.createRoom();

    /** The same person at another address. */
    private static Person at(URI server, Person person) {
        return new Person(new ChatApi(server), person.id(), person.name(), person.token(), person.cookie());
    }

    @Test
    void whoLeavesThroughOneNodeHearsNothingMoreOnTheOther() {
        try (ChatClient client = ChatClient.of(guest)) {
            client.join(room);
            at(one.uri(), guest).leave(room);
            host.post(room, "for members only", "1");
            // Its ack comes after whatever was delivered before.
            client.ask("leave_room");
            assertThat(client.heard("receive_message")).isEmpty();
            assertThat(client.awaitHeard("membership_changed", any -> true))
                    .isEqualTo(Json.createObjectBuilder()
                            .add("roomId", room)
                            .add("member", false)
                            .build());
            client.join(room);
            host.post(room, "welcome back", "2");
            client.awaitMessage("welcome back");
        }
    }

    @Test
    void whoComesAndGoesOnOneNodeIsSeenOnTheOther() {
        at(one.uri(), host).join(room);
        try (ChatClient here = ChatClient.of(at(one.uri(), host))) {
            here.join(room);
            try (ChatClient there = ChatClient.of(guest)) {
                // Redis may take its time.
                await().until(() -> there.join(room).getInt("userCount") == 2);
                assertThat(here.awaitHeard("user_joined", any -> true).getInt("userCount"))
                        .isEqualTo(2);
            }
            assertThat(here.awaitHeard("user_left", any -> true).getInt("userCount"))
                    .isEqualTo(1);
        }
    }

    @Test
    void bothTransportsWorkThroughNginx() {
        try (Balancer nginx = Balancer.nginx(one, other)) {
            assertBothTransportsWork(nginx.uri(), Map.of());
        }
    }

    @Test
    void bothTransportsWorkThroughHaproxy() {
        try (Balancer haproxy = Balancer.haproxy(one, other)) {
            assertBothTransportsWork(haproxy.uri(), Map.of("Cookie", List.of("node=a")));
            assertBothTransportsWork(haproxy.uri(), Map.of("Cookie", List.of("node=b")));
        }
    }

    private void assertBothTransportsWork(URI balancer, Map<String, List<String>> headers) {
        Person person = Person.register(new ChatApi(balancer), "Guest");
        for (String[] transports :
                List.of(new String[] {"polling"}, new String[] {"websocket"}, new String[] {"polling", "websocket"})) {
            try (ChatClient client = ChatClient.of(person, options -> {
                options.transports = transports;
                options.extraHeaders = headers;
            })) {
                client.join(room);
                String content = Person.unique("for all");
                at(one.uri(), host).post(room, content, content);
                client.awaitMessage(content);
            }
        }
    }

    /** The last one: a node less is left. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whoWasOnANodeThatWasKilledIsGoneAndComesBackOnAnother() {
        try (Balancer haproxy = Balancer.haproxy(one, other);
                Balancer nginx = Balancer.nginx(one, other);
                ChatClient here = ChatClient.of(at(one.uri(), host));
                ChatClient there = ChatClient.of(at(haproxy.uri(), guest), options -> {
                    options.reconnection = true;
                    options.extraHeaders = Map.of("Cookie", List.of("node=b"));
                })) {
            here.join(room);
            there.join(room);
            here.awaitHeard("user_joined", any -> true);
            String before = there.id();
            other.kill();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> there.isConnected() && !there.id().equals(before));
            assertThat(here.awaitHeard("user_left", any -> true).getInt("userCount"))
                    .isEqualTo(1);
            there.join(room);
            at(one.uri(), host).post(room, "after the end of a node", "1");
            there.awaitMessage("after the end of a node");
            assertBothTransportsWork(nginx.uri(), Map.of());
        }
    }

    @Test
    void aRoomThatIsDeletedThroughOneNodeHasEndedOnTheOther() {
        try (ChatClient client = ChatClient.of(guest)) {
            client.join(room);
            at(one.uri(), host).delete(Person.room(room)).send().expect(204);
            client.ask("leave_room");
            assertThat(client.heard("room_deleted")).hasSize(1);
        }
    }
}
