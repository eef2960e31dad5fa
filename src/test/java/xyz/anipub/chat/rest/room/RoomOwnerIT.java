package xyz.anipub.chat.rest.room;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

/** What only the creator of a room may do. */
class RoomOwnerIT {

    private Person alice;
    private Person bob;
    private String room;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
        bob = Person.register("Bob");
        room = alice.createRoom();
        bob.join(room);
    }

    private Reply edit(Person person, JsonObject change) {
        return person.patch(Person.room(room)).json(change).send();
    }

    @Test
    void theCreatorRenamesAndDescribes() {
        String name = unique("Renamed");
        JsonObject renamed =
                edit(alice, object("name", " " + name + " ")).expect(200).object();
        assertThat(renamed.getString("name")).isEqualTo(name);
        assertThat(renamed.getString("_id")).isEqualTo(room);
        JsonObject described =
                edit(alice, object("description", "all about it")).expect(200).object();
        assertThat(described.getString("name")).isEqualTo(name);
        assertThat(bob.get(Person.room(room)).send().object().getString("description"))
                .isEqualTo("all about it");
        edit(alice, object("name", name.toUpperCase(Locale.ROOT))).expect(200);
        edit(alice, object()).expect(200);
    }

    @Test
    void nobodyElseDoes() {
        edit(bob, object("name", unique("Mine"))).problem(403, "forbidden");
        edit(bob, Json.createObjectBuilder().add("slowMode", 5).build()).problem(403, "forbidden");
        edit(bob, object("retention", "P1D")).problem(403, "forbidden");
        bob.delete(Person.room(room)).send().problem(403, "forbidden");
        edit(Person.register("Eve"), object("name", unique("Mine"))).problem(403, "not_a_member");
        alice.api()
                .call("PATCH", Person.room(room))
                .json(object("name", "x"))
                .send()
                .problem(401, "unauthorized");
        alice.api().delete(Person.room(room)).send().problem(401, "unauthorized");
        bob.get(Person.room(room)).send().expect(200);
    }

    @Test
    void aNewNameFollowsTheRules() {
        String taken = alice.createRoom(unique("Taken")).getString("name");
        edit(alice, object("name", taken.toUpperCase(Locale.ROOT))).problem(409, "conflict");
        edit(alice, object("name", " ")).problemOf("invalid", "name");
        edit(alice, object("name", "x".repeat(51))).problemOf("too_long", "name");
        edit(alice, object("description", "x".repeat(201))).problemOf("too_long", "description");
    }

    @Test
    void theCreatorSaysHowLongMessagesAreKept() {
        alice.post(room, "the first secret", "1");
        String original = alice.post(room, "the second secret", "2").getString("_id");
        try (ChatClient b = ChatClient.of(bob)) {
            b.join(room);
            JsonObject kept =
                    edit(alice, object("retention", "PT1S")).expect(200).object();
            assertThat(kept.getString("retention")).isEqualTo("PT1S");
            b.awaitHeard("history_begins", any -> true);
            assertThat(b.objects("history_begins"))
                    .containsExactly(Json.createObjectBuilder()
                            .add("roomId", room)
                            .add("firstSeq", 2)
                            .build());
            b.awaitHeard("message_changed", any -> true);
        }
        edit(alice, Json.createObjectBuilder().addNull("retention").build()).expect(200);
        JsonObject view = bob.get(Person.room(room)).send().object();
        assertThat(view.containsKey("retention")).isFalse();
        assertThat(view.getInt("firstSeq")).isEqualTo(2);
        assertThat(view.getInt("lastSeq")).isEqualTo(2);
        // The tombstone, as any other message.
        assertThat(view.getInt("unread")).isEqualTo(1);
        for (String path : List.of("/messages", "/messages?after=0", "/messages?before=3")) {
            Reply page = bob.get(Person.room(room) + path).send();
            assertThat(page.strings("content")).as(path).containsExactly("");
            assertThat(page.header("Link")).as(path).isEmpty();
        }
        bob.get(Person.room(room) + "/search?q=secret").send().expect(200);
        assertThat(bob.get(Person.room(room) + "/search?q=secret").send().array())
                .isEmpty();
        bob.tryPost(room, object("content", "to nothing", "replyTo", original)).problem(409, "conflict");
        assertThat(alice.post(room, "after it", "3").getInt("seq")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "PT0S", "-P1D", "P101Y", "30"})
    void aRetentionFollowsTheRules(String retention) {
        edit(alice, object("name", unique("New"), "retention", retention)).problemOf("invalid", "retention");
        alice.post("/api/chat/rooms")
                .json(object("name", unique("New"), "retention", retention))
                .send()
                .problemOf("invalid", "retention");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":7}", "{\"name\":{\"$set\":1}}", "[]", "{", "{\"description\":[\"x\"]}"})
    void aChangeThatIsNoneIsInvalid(String body) {
        alice.patch(Person.room(room)).json(body).send().problem(400, "invalid");
    }

    @Test
    void deletingEndsDeliveryPresenceAndMembershipBeforeTheCallReturns() {
        String other = alice.createRoom();
        try (ChatClient a = ChatClient.of(alice);
                ChatClient b = ChatClient.of(bob)) {
            a.join(room);
            b.join(room);
            b.join(other);
            Reply reply = alice.delete(Person.room(room)).send().expect(204);
            assertThat(reply.text()).isEmpty();
            for (String event : List.of("join_room", "get_active_users", "mark_read", "send_message")) {
                assertThat(b.refused(event, object("roomId", room, "content", "x")))
                        .as(event)
                        .isIn("room_not_found", "invalid");
            }
            assertThat(b.refused("typing", object("roomId", room))).isEqualTo("not_a_member");
            // Acks come on the same line as events would.
            assertThat(a.awaitHeard("room_deleted", any -> true)).isEqualTo(object("roomId", room));
            assertThat(b.objects("room_deleted")).containsExactly(object("roomId", room));
            assertThat(a.heard("user_left")).isEmpty();
            alice.post(other, "the other room is as it was", "1");
            b.awaitMessage("the other room is as it was");
        }
    }

    @Test
    void afterwardsNobodyFindsIt() {
        String name = bob.get(Person.room(room)).send().object().getString("name");
        alice.post(room, "gone with it", "1");
        alice.delete(Person.room(room)).send().expect(204);
        for (String path : List.of("", "/messages", "/members", "/search?q=gone")) {
            bob.get(Person.room(room) + path).send().problem(404, "room_not_found");
        }
        bob.post(Person.room(room) + "/join").send().problem(404, "room_not_found");
        bob.tryPost(room, object("content", "x")).problem(404, "room_not_found");
        bob.post(Person.room(room) + "/read").json("{\"seq\":1}").send().problem(404, "room_not_found");
        bob.delete(Person.room(room) + "/leave").send().problem(404, "room_not_found");
        alice.patch(Person.room(room)).json(object("name", "x")).send().problem(404, "room_not_found");
        alice.delete(Person.room(room)).send().problem(404, "room_not_found");
        assertThat(bob.get("/api/chat/rooms?member=true").send().strings("_id")).doesNotContain(room);
        assertThat(bob.get("/api/chat/search?q=gone").send().expect(200).array())
                .isEmpty();
        // The name is free again.
        bob.createRoom(name);
    }

    @Test
    void everySocketHearsOfItWithoutBeingInARoom() {
        try (ChatClient b = ChatClient.of(bob)) {
            alice.delete(Person.room(room)).send().expect(204);
            Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(b.objects("rooms_changed"))
                    .anyMatch(told -> told.getJsonArray("deleted").toString().contains(room)));
        }
    }
}
