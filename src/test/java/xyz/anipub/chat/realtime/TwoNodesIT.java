package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.boot.EmbeddedMongo;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.TestServer;

/** Two servers on one database: a right that ends on one has ended on both when the call has answered. */
@Timeout(120)
class TwoNodesIT {

    private static EmbeddedMongo mongo;
    private static TestServer one;
    private static TestServer other;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.open(TestServer.newFolder("two-nodes-data"));
        one = node("two-nodes-1");
        other = node("two-nodes-2");
    }

    private static TestServer node(String name) {
        return TestServer.plan(name)
                .war(TestServer.chatWar())
                .environment("MONGODB_URI", mongo.connectionString())
                .setting("anipub.auth.secret", "a secret of both nodes that is long enough")
                .start();
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
        mongo.close();
    }

    private final Person host = Person.register(new ChatApi(other.uri()), "Host");
    private final Person guest = Person.register(new ChatApi(other.uri()), "Guest");
    private final String room = host.createRoom();

    /** The same person at the other server. */
    private static Person at(TestServer server, Person person) {
        return new Person(new ChatApi(server.uri()), person.id(), person.name(), person.token(), person.cookie());
    }

    @Test
    void whoLeavesThroughOneNodeHearsNothingMoreOnTheOther() {
        try (ChatClient client = ChatClient.of(guest)) {
            client.join(room);
            at(one, guest).leave(room);
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
    void aRoomThatIsDeletedThroughOneNodeHasEndedOnTheOther() {
        try (ChatClient client = ChatClient.of(guest)) {
            client.join(room);
            at(one, host).delete(Person.room(room)).send().expect(204);
            client.ask("leave_room");
            assertThat(client.heard("room_deleted")).hasSize(1);
        }
    }
}
