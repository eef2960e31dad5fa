package xyz.anipub.chat.rest.room;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

/** Direct messages: one room of exactly these people. */
class DirectIT {

    private Person alice;
    private Person bob;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
        bob = Person.register("Bob");
    }

    private static Reply tryOpen(Person caller, String... others) {
        JsonArrayBuilder ids = Json.createArrayBuilder();
        List.of(others).forEach(ids::add);
        return caller.post("/api/chat/direct")
                .json(Json.createObjectBuilder().add("userIds", ids).build())
                .send();
    }

    private static String open(Person caller, String... others) {
        return tryOpen(caller, others).expect(200).object().getString("_id");
    }

    private static List<String> list(Person person) {
        return person.get("/api/chat/direct").send().expect(200).strings("_id");
    }

    private static Reply put(Person person, String path) {
        return person.api().call("PUT", path).bearer(person.token()).send();
    }

    @Test
    void isOneRoomOfThesePeopleWhoeverOpensIt() {
        List<CompletableFuture<String>> opened = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> i % 2 == 0 ? open(alice, bob.id()) : open(bob, alice.id(), bob.id())))
                .toList();
        assertThat(opened.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        String room = opened.get(0).join();
        assertThat(list(alice)).containsExactly(room);

        JsonObject shown =
                alice.get("/api/chat/direct").send().expect(200).array().getJsonObject(0);
        assertThat(shown.getString("kind")).isEqualTo("direct");
        assertThat(shown.getString("visibility")).isEqualTo("private");
        assertThat(shown.getString("role")).isEqualTo("member");
        assertThat(shown.getJsonArray("people").getValuesAs(JsonObject.class))
                .extracting(each -> each.getString("name"))
                .containsExactlyInAnyOrder(alice.name(), bob.name());
        alice.post(room, "hello", "c1");
        assertThat(bob.messages(room)).hasSize(1);
        assertThat(alice.get("/api/chat/rooms?member=true").send().expect(200).strings("_id"))
                .doesNotContain(room);

        Person carol = Person.register("Carol");
        String group = open(carol, alice.id(), bob.id());
        assertThat(group).isNotEqualTo(room);
        carol.get(Person.room(room)).send().problem(404, "room_not_found");
        assertThat(list(carol)).containsExactly(group);
    }

    @Test
    void isGovernedByNobodyAndOnlyGroupsAreLeft() {
        String pair = open(alice, bob.id());
        alice.delete(Person.room(pair) + "/leave").send().problem(403, "forbidden");
        alice.delete(Person.room(pair)).send().problem(403, "forbidden");
        alice.patch(Person.room(pair)).json(object("name", "Us")).send().problem(403, "forbidden");
        alice.patch(Person.room(pair))
                .json(Json.createObjectBuilder(object("visibility", "public"))
                        .add("confirm", true)
                        .build())
                .send()
                .problem(403, "forbidden");
        alice.post(Person.room(pair) + "/invitations").json("{}").send().problem(403, "forbidden");

        Person carol = Person.register("Carol");
        String group = open(alice, bob.id(), carol.id());
        carol.leave(group);
        carol.get(Person.room(group)).send().problem(404, "room_not_found");
        assertThat(open(carol, alice.id(), bob.id())).isNotEqualTo(group);
        assertThat(open(alice, bob.id())).isEqualTo(pair);
    }

    @Test
    void isHiddenUntilThereIsANewMessage() {
        String room = open(alice, bob.id());
        bob.post(room, "one", "c1");
        put(alice, Person.room(room) + "/hidden").expect(204);
        put(alice, Person.room(room) + "/hidden").expect(204);
        assertThat(list(alice)).isEmpty();
        assertThat(list(bob)).containsExactly(room);
        bob.post(room, "two", "c2");
        assertThat(list(alice)).containsExactly(room);
        put(alice, Person.room(room) + "/hidden").expect(204);
        assertThat(open(alice, bob.id())).isEqualTo(room);
        assertThat(list(alice)).containsExactly(room);
        put(alice, Person.room(alice.createRoom()) + "/hidden").problem(403, "forbidden");
    }

    @Test
    void isHiddenAndShownOnAllSocketsOfOnePerson() {
        String room = open(alice, bob.id());
        bob.post(room, "one", "c1");
        try (ChatClient one = ChatClient.of(alice);
                ChatClient another = ChatClient.of(alice);
                ChatClient bobs = ChatClient.of(bob)) {
            put(alice, Person.room(room) + "/hidden").expect(204);
            assertThat(open(alice, bob.id())).isEqualTo(room);
            // Shown already: nothing to tell.
            assertThat(open(alice, bob.id())).isEqualTo(room);
            put(alice, Person.room(room) + "/hidden").expect(204);
            for (ChatClient each : List.of(one, another)) {
                Awaitility.await().untilAsserted(() -> assertThat(hidden(each))
                        .containsExactly(room + " 1", room + " -1", room + " 1"));
            }
            assertThat(hidden(bobs)).isEmpty();
        }
    }

    private static List<String> hidden(ChatClient client) {
        return client.objects("rooms_changed").stream()
                .filter(told -> told.containsKey("hidden"))
                .flatMap(told -> told.getJsonArray("hidden").getValuesAs(JsonObject.class).stream())
                .map(each -> each.getString("roomId") + " " + each.getInt("upTo"))
                .toList();
    }

    /** The same as of a block, so that nobody learns of either. */
    @Test
    void endsWhileOneIsSuspended() {
        String room = open(alice, bob.id());
        alice.post(room, "hello", "c1");
        put(alice, Person.room(room) + "/hidden").expect(204);
        String suspension = "/api/users/" + bob.id() + "/suspension";
        SharedChat.admin().put(suspension).json("{}").send().expect(204);
        alice.tryPost(room, object("content", "x", "clientId", "c2")).problem(403, "unreachable");
        try (ChatClient client = ChatClient.of(alice)) {
            client.done("enter_room", object("roomId", room));
            for (String event : List.of("send_message", "typing")) {
                assertThat(client.refused(event, object("roomId", room, "content", "x")))
                        .isEqualTo("unreachable");
            }
        }
        // What is stored is answered as it was, and read.
        alice.post(room, "hello", "c1");
        assertThat(alice.messages(room)).hasSize(1);
        SharedChat.admin().delete(suspension).send().expect(204);
        alice.post(room, "welcome back", "c3");
    }

    @Test
    void endsBetweenThoseOfWhomOneBlocksTheOtherAndTellsNobody() {
        String room = open(alice, bob.id());
        alice.post(room, "hello", "c1");
        put(bob, "/api/users/me/blocks/" + alice.id()).expect(204);

        Reply unknown = tryOpen(alice, new ObjectId().toHexString());
        unknown.problem(403, "unreachable");
        assertThat(tryOpen(alice, bob.id()).text()).isEqualTo(unknown.text());
        assertThat(tryOpen(alice, "nonsense").text()).isEqualTo(unknown.text());
        alice.tryPost(room, object("content", "x", "clientId", "c2")).problem(403, "unreachable");
        bob.tryPost(room, object("content", "x", "clientId", "c2")).problem(403, "unreachable");
        // What is stored is answered as it was.
        alice.post(room, "hello", "c1");
        try (ChatClient client = ChatClient.of(alice)) {
            client.done("enter_room", object("roomId", room));
            assertThat(client.refused("send_message", object("roomId", room, "content", "x")))
                    .isEqualTo("unreachable");
        }
        assertThat(alice.messages(room)).hasSize(1);

        bob.delete("/api/users/me/blocks/" + alice.id()).send().expect(204);
        alice.post(room, "again", "c3");
    }

    @Test
    void refusesTooFewAndTooMany() {
        tryOpen(alice).problemOf("invalid", "userIds");
        tryOpen(alice, alice.id()).problemOf("invalid", "userIds");
        tryOpen(
                        alice,
                        IntStream.range(0, 10)
                                .mapToObj(i -> new ObjectId().toHexString())
                                .toArray(String[]::new))
                .problemOf("invalid", "userIds");
        alice.post("/api/chat/direct").json("{\"userIds\":7}").send().problemOf("invalid", "userIds");
    }
}
