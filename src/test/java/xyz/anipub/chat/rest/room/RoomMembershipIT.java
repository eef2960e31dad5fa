package xyz.anipub.chat.rest.room;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

/** Joining, leaving, and who belongs to a room. */
class RoomMembershipIT {

    private Person alice;
    private Person bob;
    private String room;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
        bob = Person.register("Bob");
        room = alice.createRoom();
    }

    private static List<String> members(JsonObject room) {
        return room.getJsonArray("members").getValuesAs(JsonString::getString);
    }

    private JsonObject roomNow() {
        return alice.get(Person.room(room)).send().expect(200).object();
    }

    @Test
    void joiningAnswersTheRoomAndTwiceIsNoError() {
        for (int i = 0; i < 2; i++) {
            JsonObject answer =
                    bob.post(Person.room(room) + "/join").send().expect(200).object();
            assertThat(answer.keySet()).containsExactlyInAnyOrder("success", "message", "room");
            assertThat(answer.getBoolean("success")).isTrue();
            assertThat(answer.getString("message")).isNotBlank();
            assertThat(members(answer.getJsonObject("room"))).containsExactlyInAnyOrder(alice.id(), bob.id());
            assertThat(answer.getJsonObject("room").getInt("memberCount")).isEqualTo(2);
        }
    }

    @Test
    void leavingEndsMembershipAndTwiceIsNoError() {
        bob.join(room);
        for (int i = 0; i < 2; i++) {
            JsonObject answer = bob.leave(room).object();
            assertThat(answer.keySet()).containsExactlyInAnyOrder("success", "message");
            assertThat(answer.getBoolean("success")).isTrue();
        }
        assertThat(members(roomNow())).containsExactly(alice.id());
        bob.tryPost(room, object("content", "x")).problem(403, "not_a_member");
    }

    @Test
    void theCreatorMayLeaveOnceSomebodyElseOwnsTheRoom() {
        alice.delete(Person.room(room) + "/leave").send().problem(409, "last_owner");
        bob.join(room);
        alice.giveRole(room, bob, "owner");
        alice.leave(room);
        JsonObject left = roomNow();
        assertThat(members(left)).containsExactly(bob.id());
        assertThat(left.getInt("memberCount")).isEqualTo(1);
        assertThat(left.getString("creator")).isEqualTo(alice.id());
        alice.join(room);
        alice.patch(Person.room(room))
                .json(object("description", "mine"))
                .send()
                .problem(403, "forbidden");
    }

    @Test
    void membersTellWhoIsOnline() {
        bob.join(room);
        try (ChatClient client = ChatClient.of(alice)) {
            client.join(room);
            Reply reply = bob.get(Person.room(room) + "/members").send().expect(200);
            assertThat(reply.array().getValuesAs(JsonObject.class)).allSatisfy(member -> {
                assertThat(member.keySet()).containsExactlyInAnyOrder("_id", "name", "image", "role", "online");
                assertThat(member.getBoolean("online"))
                        .isEqualTo(member.getString("_id").equals(alice.id()));
            });
            assertThat(reply.strings("name")).containsExactlyInAnyOrder(alice.name(), bob.name());
        }
    }

    @Test
    void membersComeInPages() {
        bob.join(room);
        Person.register("Carol").join(room);
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of(Person.room(room) + "/members?limit=2");
        while (next.isPresent()) {
            Reply page = alice.get(next.get()).send().expect(200);
            assertThat(page.array().size()).isBetween(1, 2);
            seen.addAll(page.strings("_id"));
            next = page.link("next");
        }
        assertThat(seen).hasSize(3).doesNotHaveDuplicates().contains(alice.id(), bob.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000000000000000000", "nonsense", "65f0"})
    void aRoomThatIsNoneIsNotFound(String id) {
        alice.post(Person.room(id) + "/join").send().problem(404, "room_not_found");
        alice.delete(Person.room(id) + "/leave").send().problem(404, "room_not_found");
        alice.get(Person.room(id) + "/members").send().problem(404, "room_not_found");
        alice.get(Person.room(id) + "/messages").send().problem(404, "room_not_found");
        alice.tryPost(id, object("content", "x")).problem(404, "room_not_found");
    }
}
