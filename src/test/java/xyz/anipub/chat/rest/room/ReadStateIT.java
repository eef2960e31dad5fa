package xyz.anipub.chat.rest.room;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

/** What each member has read, told by both doors, over two sockets of one user. */
class ReadStateIT {

    private Person alice;
    private Person bob;
    private String room;
    private ChatClient a;
    private ChatClient b1;
    private ChatClient b2;

    @BeforeEach
    void connect() {
        alice = Person.register("Alice");
        bob = Person.register("Bob");
        room = alice.createRoom();
        alice.post(room, "before", "0");
        bob.join(room);
        for (int i = 1; i <= 3; i++) {
            alice.post(room, "after " + i, "" + i);
        }
        a = ChatClient.of(alice);
        b1 = ChatClient.of(bob);
        b2 = ChatClient.of(bob);
    }

    @AfterEach
    void disconnect() {
        List.of(a, b1, b2).forEach(ChatClient::close);
    }

    private static JsonObject mark(String room, long seq) {
        return Json.createObjectBuilder().add("roomId", room).add("seq", seq).build();
    }

    private JsonObject view(Person person) {
        return person.get(Person.room(room)).send().expect(200).object();
    }

    private static void assertState(JsonObject room, boolean member, int lastSeq, int lastRead, int unread) {
        assertThat(room.getBoolean("member")).isEqualTo(member);
        assertThat(room.getInt("lastSeq")).isEqualTo(lastSeq);
        assertThat(room.getInt("lastRead")).isEqualTo(lastRead);
        assertThat(room.getInt("unread")).isEqualTo(unread);
    }

    @Test
    void whoJoinsHasReadEverythingUpToThen() {
        assertState(view(bob), true, 4, 1, 3);
        assertState(bob.join(room), true, 4, 1, 3);
        assertState(view(alice), true, 4, 4, 0);
        Person eve = Person.register("Eve");
        assertState(view(eve), false, 4, 0, 0);
        assertState(eve.join(room), true, 4, 4, 0);
        JsonObject ack = b1.join(room);
        assertState(ack.getJsonObject("room"), true, 4, 1, 3);
    }

    @Test
    void markingByEventTellsTheUsersOtherSocketsOnly() {
        JsonObject ack = b1.done("mark_read", mark(room, 3));
        assertThat(ack.getInt("lastRead")).isEqualTo(3);
        assertThat(ack.getInt("unread")).isEqualTo(1);
        JsonObject told = b2.awaitHeard("read_state", any -> true);
        assertThat(told)
                .isEqualTo(Json.createObjectBuilder()
                        .add("roomId", room)
                        .add("lastRead", 3)
                        .add("unread", 1)
                        .build());
        assertState(view(bob), true, 4, 3, 1);
        assertState(view(alice), true, 4, 4, 0);
        // Never back, and no news either.
        assertThat(b1.done("mark_read", mark(room, 2)).getInt("lastRead")).isEqualTo(3);
        b2.done("mark_read", mark(room, 1_000_000));
        assertThat(b1.awaitHeard("read_state", any -> true).getInt("lastRead")).isEqualTo(4);
        a.done("mark_read", mark(room, 0));
        assertThat(b2.objects("read_state")).hasSize(1);
        assertThat(b1.objects("read_state")).hasSize(1);
        assertThat(a.objects("read_state"))
                .as("of what she wrote, and of nothing else")
                .allMatch(state -> state.getInt("lastRead") == 4);
    }

    @Test
    void whatSomebodyWritesThatPersonHasReadInEveryWindow() {
        bob.post(room, "mine", "m");
        assertState(view(bob), true, 5, 5, 0);
        assertState(view(alice), true, 5, 4, 1);
        for (ChatClient each : List.of(b1, b2)) {
            assertThat(each.awaitHeard("read_state", any -> true).getInt("lastRead"))
                    .isEqualTo(5);
        }
    }

    @Test
    void markingByRestTellsAllSocketsOfTheUser() {
        JsonObject answer = bob.post(Person.room(room) + "/read")
                .json("{\"seq\":2}")
                .send()
                .expect(200)
                .object();
        assertThat(answer.getString("roomId")).isEqualTo(room);
        assertThat(answer.getInt("lastRead")).isEqualTo(2);
        assertThat(answer.getInt("unread")).isEqualTo(2);
        for (ChatClient each : List.of(b1, b2)) {
            assertThat(each.awaitHeard("read_state", any -> true).getInt("unread"))
                    .isEqualTo(2);
        }
    }

    @Test
    void onlyMembersMark() {
        Person eve = Person.register("Eve");
        eve.post(Person.room(room) + "/read").json("{\"seq\":1}").send().problem(403, "not_a_member");
        try (ChatClient e = ChatClient.of(eve)) {
            assertThat(e.refused("mark_read", mark(room, 1))).isEqualTo("not_a_member");
        }
        eve.post(Person.room("000000000000000000000000") + "/read")
                .json("{\"seq\":1}")
                .send()
                .problem(404, "room_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"seq\":-1}", "{\"seq\":\"1\"}", "{\"seq\":1.5}", "{\"seq\":1e400}", "{\"seq\":null}"})
    void aSeqThatIsNoneIsInvalid(String body) {
        bob.post(Person.room(room) + "/read").json(body).send().problemOf("invalid", "seq");
    }

    @Test
    void everythingIsReadAtOnce() {
        String other = alice.createRoom();
        bob.join(other);
        alice.post(other, "x", "1");
        JsonObject answer = bob.post("/api/chat/rooms/read").send().expect(200).object();
        assertThat(answer.getJsonArray("rooms").getValuesAs(JsonObject.class))
                .containsExactlyInAnyOrder(
                        Json.createObjectBuilder()
                                .add("roomId", room)
                                .add("lastRead", 4)
                                .build(),
                        Json.createObjectBuilder()
                                .add("roomId", other)
                                .add("lastRead", 1)
                                .build());
        JsonObject told = b1.awaitHeard("read_states", any -> true);
        assertThat(told.getJsonArray("rooms").getValuesAs(JsonObject.class))
                .allMatch(state -> state.getInt("unread") == 0)
                .extracting(state -> state.getString("roomId"))
                .containsExactlyInAnyOrder(room, other);
        assertState(view(bob), true, 4, 4, 0);
        assertThat(bob.post("/api/chat/rooms/read").send().object().getJsonArray("rooms"))
                .isEmpty();
    }

    @Test
    void theListTellsForEachRoomAndTheCallersOwnAreListedApart() {
        String foreign = alice.createRoom();
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of("/api/chat/rooms?member=true&limit=1");
        String other = alice.createRoom();
        bob.join(other);
        while (next.isPresent()) {
            Reply page = bob.get(next.get()).send().expect(200);
            page.array().getValuesAs(JsonObject.class).forEach(each -> {
                assertThat(each.getBoolean("member")).isTrue();
                seen.add(each.getString("_id"));
            });
            next = page.link("next");
        }
        assertThat(seen).containsExactlyInAnyOrder(room, other);
        for (JsonObject each :
                bob.get("/api/chat/rooms?limit=200").send().array().getValuesAs(JsonObject.class)) {
            if (each.getString("_id").equals(room)) {
                assertState(each, true, 4, 1, 3);
            } else if (each.getString("_id").equals(foreign)) {
                assertState(each, false, 0, 0, 0);
            }
        }
        bob.get("/api/chat/rooms?member=maybe").send().problemOf("invalid", "member");
        bob.get("/api/chat/rooms?member=true&after=nonsense").send().problemOf("invalid", "after");
        bob.get("/api/chat/rooms?member=true&q=x").send().problemOf("invalid", "q");
    }
}
