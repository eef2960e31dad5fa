package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.chat.rest.moderation.WhoMayDoWhat;
import xyz.anipub.testing.Balancer;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.TestServer;

/** Two servers with a database and a Redis in common are one chat: who is there, and whose right has ended. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private static final int EACH = 100;

    private static NodePair nodes;
    private static TestServer one;
    private static TestServer other;

    @BeforeAll
    static void start() {
        nodes = new NodePair("two-nodes");
        one = nodes.one();
        other = nodes.other();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private final Person host = Person.register(new ChatApi(other.uri()), "Host");
    private final Person guest = Person.register(new ChatApi(other.uri()), "Guest");
    private final String room = host.createRoom();

    @Test
    void whoLeavesThroughOneNodeHearsNothingMoreOnTheOther() {
        try (ChatClient client = ChatClient.of(guest)) {
            client.join(room);
            guest.at(one.uri()).leave(room);
            host.post(room, "for members only", "1");
            // Its answer comes after whatever was delivered before.
            assertThat(client.refused("send_message", ChatApi.object("roomId", room, "content", "x")))
                    .isEqualTo("not_a_member");
            assertThat(client.heard("receive_message")).isEmpty();
            assertThat(client.awaitHeard("membership_changed", any -> true))
                    .isEqualTo(Json.createObjectBuilder(Map.of("roomId", room, "member", false))
                            .build());
            client.join(room);
            host.post(room, "welcome back", "2");
            client.awaitMessage("welcome back");
        }
    }

    /** What people are comes about on one node, what they do is done on the other at once. */
    @Test
    void everybodyMayDoOnOneNodeWhatTheyBecameOnTheOther() {
        WhoMayDoWhat matrix = new WhoMayDoWhat(new ChatApi(one.uri()), new ChatApi(other.uri()), NodePair.admin(one));
        assertThat(matrix.byCalls()).isEmpty();
        assertThat(matrix.byEvents()).isEmpty();
        assertThat(matrix.inAPrivateRoom()).isEmpty();
    }

    @Test
    void aMessageOfOneNodeIsToldOnTheOtherToWhomItIsAboutUntilThatOneIsPutOut() {
        guest.join(room);
        Person friend = Person.register(new ChatApi(one.uri()), "Friend");
        friend.join(room);
        try (ChatClient here = ChatClient.of(guest.at(one.uri()));
                ChatClient there = ChatClient.of(guest);
                ChatClient friends = ChatClient.of(friend)) {
            host.post(room, "Look, @" + guest.name(), "1");
            for (ChatClient each : List.of(here, there)) {
                each.awaitHeard("mentioned", any -> true);
            }
            host.at(one.uri())
                    .delete(Person.room(room) + "/members/" + guest.id())
                    .send()
                    .expect(204);
            host.post(room, "Of @" + guest.name() + " and @" + friend.name(), "2");
            friends.awaitHeard("mentioned", any -> true);
            for (ChatClient each : List.of(here, there)) {
                each.ask("leave_room");
                assertThat(each.heard("mentioned")).hasSize(1);
            }
        }
    }

    @Test
    void nobodyWritesOnOneNodeToWhomTheOtherHasSuspended() {
        AccountsOfBoth.nobodyWritesToWhomIsSuspended(host, guest, NodePair.admin(one));
    }

    @Test
    void whoseAccountEndsOnOneNodeIsGoneFromTheOther() {
        AccountsOfBoth.whoIsGoneIsGone(host, guest, room, one.uri());
    }

    @RepeatedTest(3)
    void slowModeCountsOnBothNodesTogether() {
        AccountsOfBoth.oneOfTwoPostsIsTooFast(host, guest, room, one.uri());
    }

    @Test
    void whoIsPutOutOrMutedThroughOneNodeIsSoOnTheOther() {
        Person mod = Person.register(new ChatApi(one.uri()), "Mod");
        guest.join(room);
        mod.join(room);
        host.giveRole(room, mod, "moderator");
        try (ChatClient client = ChatClient.of(guest)) {
            client.join(room);
            client.send(room, "while allowed");
            mod.put(Person.room(room) + "/mutes/" + guest.id())
                    .json("{}")
                    .send()
                    .expect(204);
            assertThat(client.refused("send_message", ChatApi.object("roomId", room, "content", "x")))
                    .isEqualTo("muted");
            assertThat(client.refused("typing", ChatApi.object("roomId", room))).isEqualTo("muted");
            mod.delete(Person.room(room) + "/members/" + guest.id()).send().expect(204);
            host.post(room, "for members only", "1");
            client.ask("leave_room");
            assertThat(client.objects("receive_message"))
                    .extracting(message -> message.getString("content"))
                    .containsExactly("while allowed");
            assertThat(client.refused("join_room", ChatApi.object("roomId", room)))
                    .isEqualTo("kicked");
            client.awaitHeard("membership_changed", report -> !report.getBoolean("member"));
        }
    }

    /** While it stands still, whoever leaves waits for it as long as for any, and no longer. */
    @Test
    void aNodeThatStoodStillDeliversNothingByARightThatHasEndedMeanwhile() {
        try (ChatClient byWebSocket = ChatClient.of(guest);
                ChatClient byPolling = ChatClient.of(guest, options -> options.transports = new String[] {"polling"})) {
            byWebSocket.join(room);
            byPolling.join(room);
            other.pause();
            try {
                guest.at(one.uri()).leave(room);
                host.at(one.uri()).post(room, "for members only", "1");
            } finally {
                other.goOn();
            }
            // This client takes the close of a WebSocket for the end only once it misses pings.
            byPolling.awaitEnd();
            // Before others can see that it is back, it keeps nobody.
            await().until(() -> host.get("/health/ready").send().status() == 200);
            try (ChatClient after = ChatClient.of(host)) {
                after.join(room);
                host.at(one.uri()).post(room, "to a node like others again", "2");
                after.awaitMessage("to a node like others again");
            }
            assertThat(byPolling.heard("receive_message")).isEmpty();
            assertThat(byWebSocket.heard("receive_message")).isEmpty();
        }
    }

    @Test
    void aTokenThatIsRevokedOnOneNodeCountsNoMoreOnTheOtherOnceTheCallHasAnswered() {
        Person again = guest.again();
        try (ChatClient client = ChatClient.of(guest);
                ChatClient stays = ChatClient.of(again)) {
            guest.get("/api/auth/me").send().expect(200);
            guest.at(one.uri()).logout().expect(204);
            guest.get("/api/auth/me").send().expect(401);
            assertThat(client.awaitEnd()).isEqualTo("io server disconnect");
            again.get("/api/auth/me").send().expect(200);
            assertThat(stays.isConnected()).isTrue();
        }
    }

    @Test
    void whatEndsTheSessionsOfAUserOnOneNodeEndsThemOnTheOtherOnceTheCallHasAnswered() {
        Person again = guest.again();
        try (ChatClient client = ChatClient.of(guest).awaitConnected();
                ChatClient stays = ChatClient.of(again).awaitConnected()) {
            guest.get("/api/auth/me").send().expect(200);
            JsonObject passwords = object("current", Person.PASSWORD, "next", "battery staple");
            Reply changed = again.at(one.uri())
                    .put("/api/auth/password")
                    .json(passwords)
                    .send()
                    .expect(200);
            guest.get("/api/auth/me").send().expect(401);
            assertThat(client.awaitEnd()).isEqualTo("io server disconnect");
            assertThat(stays.awaitEnd()).isEqualTo("io server disconnect");
            again.get("/api/auth/me").send().expect(401);
            Person goesOn = again.with(changed.object().getString("token"));
            goesOn.get("/api/auth/me").send().expect(200);

            try (ChatClient anew = ChatClient.of(goesOn).awaitConnected()) {
                AccountsOfBoth.suspend(NodePair.admin(one), guest);
                goesOn.get("/api/auth/me").send().expect(401);
                assertThat(anew.awaitEnd()).isEqualTo("io server disconnect");
            }
        }
    }

    @Test
    void whoMayRegisterIsChosenOnOneNodeForBoth() {
        WhoMayRegister.isChosenForAll(NodePair.admin(one), new ChatApi(other.uri()));
    }

    @Test
    void theLastUseOfAnInvitationIsOfOneNodeAlone() {
        WhoMayRegister.isOneOfTwo(NodePair.admin(one), new ChatApi(other.uri()));
    }

    @Test
    void whoComesAndGoesOnOneNodeIsSeenOnTheOther() {
        host.at(one.uri()).join(room);
        try (ChatClient here = ChatClient.of(host.at(one.uri()))) {
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

    /** Two write as fast as they are answered, each through its own node. */
    @Test
    void messagesOfBothNodesComeInOneOrderOnBoth() {
        guest.at(one.uri()).join(room);
        try (ChatClient here = ChatClient.of(guest.at(one.uri()));
                ChatClient there = ChatClient.of(host)) {
            here.join(room);
            there.join(room);
            List<CompletableFuture<Void>> writing = Stream.of(guest.at(one.uri()), host)
                    .map(writer -> CompletableFuture.runAsync(() -> IntStream.rangeClosed(1, EACH)
                            .forEach(i -> writer.post(room, "message " + i, "of " + writer.name() + i))))
                    .toList();
            writing.forEach(CompletableFuture::join);
            List<Long> all = LongStream.rangeClosed(1, 2 * EACH).boxed().toList();
            for (ChatClient client : List.of(here, there)) {
                await().until(() -> client.objects("receive_message").size() >= all.size());
                assertThat(client.objects("receive_message"))
                        .extracting(message -> message.getJsonNumber("seq").longValue())
                        .isEqualTo(all);
            }
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
        try (Balancer haproxy = Balancer.haproxy(one.port(), other.port())) {
            assertBothTransportsWork(haproxy.uri(), Map.of("Cookie", List.of("node=a")));
            assertBothTransportsWork(haproxy.uri(), Map.of("Cookie", List.of("node=b")));
        }
    }

    private void assertBothTransportsWork(URI balancer, Map<String, List<String>> headers) {
        ChatApi api = new ChatApi(balancer);
        // What nodes do in numbers is for operators: the balancer itself says no, and not the node, whose answer is
        // empty.
        assertThat(api.get("/metrics").send().expect(404).text()).contains("404 Not Found");
        Person person = Person.register(api, "Guest");
        for (String[] transports :
                List.of(new String[] {"polling"}, new String[] {"websocket"}, new String[] {"polling", "websocket"})) {
            try (ChatClient client = ChatClient.of(person, options -> {
                options.transports = transports;
                options.extraHeaders = headers;
            })) {
                client.join(room);
                String content = Person.unique("for all");
                host.at(one.uri()).post(room, content, content);
                client.awaitMessage(content);
            }
        }
    }

    /** The last one: a node less is left. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whoWasOnANodeThatWasKilledIsGoneAndComesBackOnAnother() {
        try (Balancer haproxy = Balancer.haproxy(one.port(), other.port());
                Balancer nginx = Balancer.nginx(one, other);
                ChatClient here = ChatClient.of(host.at(one.uri()));
                ChatClient there = ChatClient.of(guest.at(haproxy.uri()), options -> {
                    options.reconnection = true;
                    options.extraHeaders = Map.of("Cookie", List.of("node=b"));
                })) {
            here.join(room);
            there.join(room);
            here.awaitHeard("user_joined", any -> true);
            String before = there.id();
            nodes.wayOfOther().die();
            host.post(room, "stored, and announced to nobody else", "2");
            other.kill();
            here.awaitMessage("stored, and announced to nobody else");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> there.isConnected() && !there.id().equals(before));
            assertThat(here.awaitHeard("user_left", any -> true).getInt("userCount"))
                    .isEqualTo(1);
            there.join(room);
            host.at(one.uri()).post(room, "after the end of a node", "1");
            there.awaitMessage("after the end of a node");
            assertBothTransportsWork(nginx.uri(), Map.of());
        }
    }

    @Test
    void aRoomThatIsDeletedThroughOneNodeHasEndedOnTheOther() {
        try (ChatClient client = ChatClient.of(guest)) {
            client.join(room);
            host.at(one.uri()).delete(Person.room(room)).send().expect(204);
            assertThat(client.refused("send_message", ChatApi.object("roomId", room, "content", "x")))
                    .isEqualTo("room_not_found");
            assertThat(client.heard("room_deleted")).hasSize(1);
        }
    }

    /** What a node has told comes in its order: whoever hears the message has counted what was before it. */
    @Test
    void loginsThatFailOnOneNodeCountOnTheOther() {
        try (ChatClient client = ChatClient.of(guest)) {
            client.join(room);
            host.at(one.uri()).join(room);
            for (int i = 0; i < 5; i++) {
                login(other, "wrong horse").problem(401, "unauthorized");
            }
            for (int i = 0; i < 5; i++) {
                login(one, "wrong horse").problem(401, "unauthorized");
            }
            host.at(one.uri()).post(room, "all have failed", "1");
            client.awaitMessage("all have failed");
            login(other, Person.PASSWORD).problem(429, "rate_limited");
        }
    }

    private Reply login(TestServer server, String password) {
        return new ChatApi(server.uri())
                .post("/api/auth/login")
                .json(object("name", guest.name(), "password", password))
                .send();
    }

    @Test
    void theSocketsOfAUserOnBothNodesCountTogether() {
        List<ChatClient> clients = IntStream.range(0, NodePair.MAX_SOCKETS)
                .mapToObj(i -> ChatClient.of(guest.at(i % 2 == 0 ? one.uri() : other.uri())))
                .toList();
        for (TestServer server : List.of(one, other)) {
            // The nodes tell each other once a second.
            await().until(() -> isRefused(server));
        }
        clients.get(0).close();
        for (TestServer server : List.of(one, other)) {
            await().until(() -> !isRefused(server));
        }
        clients.forEach(ChatClient::close);
    }

    /** Whether one socket more is refused; if not, it is gone again. */
    private boolean isRefused(TestServer server) {
        try (ChatClient client =
                ChatClient.start(server.uri(), options -> options.auth = Map.of("token", guest.token()))) {
            await().until(() -> client.isRefused() || client.isConnected());
            return client.isRefused()
                    && client.awaitRefusal().asJsonObject().getString("message").equals("rate_limited");
        }
    }
}
