package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;

/** The list of rooms as it reaches a socket that is in none, and typing. */
class RoomListIT {

    private Person alice;
    private Person bob;
    private ChatClient b;

    @BeforeEach
    void connect() {
        alice = Person.register("Alice");
        bob = Person.register("Bob");
        b = ChatClient.of(bob);
    }

    @AfterEach
    void disconnect() {
        b.close();
    }

    private static List<JsonObject> of(JsonObject told, String room) {
        return told.getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("_id").equals(room))
                .toList();
    }

    /** Every version of the room that was told so far. */
    private List<JsonObject> told(ChatClient client, String room) {
        return client.objects("rooms_changed").stream()
                .flatMap(told -> of(told, room).stream())
                .toList();
    }

    private JsonObject awaitTold(String room, Predicate<JsonObject> fits) {
        JsonObject packet =
                b.awaitHeard("rooms_changed", told -> of(told, room).stream().anyMatch(fits));
        return of(packet, room).get(0);
    }

    @Test
    void tellsOfNewRenamedAndDeletedRooms() {
        String name = unique("New");
        String room = alice.createRoom(name).getString("_id");
        JsonObject created = awaitTold(room, any -> true);
        assertThat(created.keySet())
                .containsExactlyInAnyOrder(
                        "_id", "name", "description", "creator", "kind", "visibility", "lastSeq", "updatedAt", "last");
        assertThat(created.getString("name")).isEqualTo(name);
        assertThat(created.getInt("lastSeq")).isZero();
        assertThat(created.isNull("last")).isTrue();
        String renamed = unique("Renamed");
        alice.patch(Person.room(room)).json(object("name", renamed)).send().expect(200);
        awaitTold(room, each -> each.getString("name").equals(renamed));
        alice.delete(Person.room(room)).send().expect(204);
        b.awaitHeard(
                "rooms_changed", told -> told.getJsonArray("deleted").toString().contains(room));
    }

    @Test
    void tellsABusyRoomAtMostOnceASecond() {
        String room = alice.createRoom();
        awaitTold(room, any -> true);
        long began = System.nanoTime();
        for (int i = 1; i <= 40; i++) {
            alice.post(room, "#" + i, "" + i);
        }
        JsonObject last = awaitTold(room, each -> each.getInt("lastSeq") == 40);
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(last.getJsonObject("last").getString("content")).isEqualTo("#40");
        assertThat(last.getJsonObject("last").getString("senderName")).isEqualTo(alice.name());
        // One was there before the first post; each second brings one at most, however long the posts took.
        assertThat(told(b, room).size()).isLessThanOrEqualTo((int) Math.ceil(seconds) + 2);
        assertThat(told(b, room)).extracting(each -> each.getInt("lastSeq")).isSorted();
        assertThat(b.heard("receive_message")).isEmpty();
    }

    @Test
    void tellsNothingToWhoeverHasLoggedOut() {
        Person eve = Person.register("Eve");
        try (ChatClient e = ChatClient.of(eve)) {
            eve.logout().expect(204);
            String room = alice.createRoom();
            awaitTold(room, any -> true);
            assertThat(e.awaitEnd()).isEqualTo("io server disconnect");
            assertThat(told(e, room)).isEmpty();
        }
    }

    @Test
    void typingReachesTheOthersInTheRoomAndNobodyElse() {
        String room = alice.createRoom();
        Person carol = Person.register("Carol");
        try (ChatClient a = ChatClient.of(alice);
                ChatClient a2 = ChatClient.of(alice);
                ChatClient c = ChatClient.of(carol)) {
            List.of(a, a2, b).forEach(each -> each.join(room));
            carol.join(room);
            for (String event : List.of("typing", "stop_typing")) {
                a.done(event, object("roomId", room));
                assertThat(b.awaitHeard(event, any -> true))
                        .isEqualTo(object("roomId", room, "userId", alice.id(), "userName", alice.name()));
            }
            assertThat(c.refused("typing", object("roomId", room)))
                    .as("a member elsewhere")
                    .isEqualTo("not_a_member");
            assertThat(a.refused("typing", object("roomId", "nonsense"))).isEqualTo("room_not_found");
            assertThat(a.refused("typing", object("roomId", room, "userId", bob.id())))
                    .isEqualTo("forbidden");
            // What was sent to these before their acks would have come before them.
            for (ChatClient each : List.of(a, a2, c)) {
                each.ask("get_active_users", room);
                assertThat(each.heard("typing")).isEmpty();
                assertThat(each.heard("stop_typing")).isEmpty();
            }
            assertThat(b.heard("typing")).hasSize(1);
        }
    }
}
