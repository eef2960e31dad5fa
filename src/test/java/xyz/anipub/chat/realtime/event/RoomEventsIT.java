package xyz.anipub.chat.realtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;

/** Who enters, who leaves, who is there. */
class RoomEventsIT {

    private Person alice;
    private Person bob;
    private String room;
    private ChatClient a;
    private ChatClient b;

    @BeforeEach
    void connect() {
        alice = Person.register("Alice");
        bob = Person.register("Bob");
        room = alice.createRoom();
        a = ChatClient.of(alice);
        b = ChatClient.of(bob);
        a.join(room);
    }

    @AfterEach
    void disconnect() {
        a.close();
        b.close();
    }

    /** Waits until all that happened in the room has reached Alice. */
    private void settle() {
        String mark = Person.unique("mark");
        a.send(room, mark);
        a.awaitMessage(mark);
    }

    private JsonObject notice(Person person, int count) {
        return Json.createObjectBuilder(object("roomId", room, "userId", person.id(), "userName", person.name()))
                .add("userCount", count)
                .build();
    }

    private JsonObject membership(boolean member) {
        return Json.createObjectBuilder(object("roomId", room))
                .add("member", member)
                .build();
    }

    private static List<String> userIds(JsonValue users) {
        return users.asJsonArray().getValuesAs(JsonObject.class).stream()
                .map(user -> user.getString("userId"))
                .toList();
    }

    @Test
    void joiningMakesAMemberAndTellsTheOthers() {
        alice.post(room, "one", "1");
        JsonObject ack = b.join(room);
        assertThat(ack.getJsonObject("room").getString("_id")).isEqualTo(room);
        assertThat(userIds(ack.get("users"))).containsExactlyInAnyOrder(alice.id(), bob.id());
        assertThat(ack.getInt("userCount")).isEqualTo(2);
        assertThat(ack.getInt("lastSeq")).isEqualTo(1);
        assertThat(ack.getInt("lastChange")).isZero();
        assertThat(a.awaitHeard("user_joined", any -> true)).isEqualTo(notice(bob, 2));
        assertThat(b.heard("user_joined")).isEmpty();
        assertThat(bob.get(Person.room(room) + "/members").send().strings("_id"))
                .contains(bob.id());
    }

    @Test
    void joiningTwiceIsNoErrorAndNoNews() {
        b.join(room);
        b.join(room);
        a.awaitHeard("user_joined", any -> true);
        settle();
        assertThat(a.heard("user_joined")).hasSize(1);
        assertThat(a.done("get_active_users", room).getJsonArray("users")).hasSize(2);
    }

    @Test
    void thePayloadOfTheGuideIsTaken() {
        b.done("join_room", object("roomId", room, "userId", "unknown", "userName", "whoever"));
        assertThat(a.awaitHeard("user_joined", any -> true)).isEqualTo(notice(bob, 2));
    }

    @Test
    void roomsThatAreNoneAreNotFound() {
        for (String event : List.of("join_room", "enter_room", "leave_room", "get_active_users")) {
            assertThat(b.refused(event, object("roomId", "nonsense"))).as(event).isEqualTo("room_not_found");
        }
        assertThat(b.refused("join_room", object("roomId", "0".repeat(24)))).isEqualTo("room_not_found");
        assertThat(b.refused("get_active_users", "0".repeat(24))).isEqualTo("room_not_found");
        assertThat(b.refused("join_room")).isEqualTo("invalid");
        assertThat(b.refused("join_room", object())).isEqualTo("invalid");
        assertThat(b.refused("get_active_users")).isEqualTo("invalid");
    }

    @Test
    void activeUsersComeByEventAndAckForABareStringOrAnObject() {
        b.join(room);
        JsonObject ack = b.done("get_active_users", room);
        assertThat(ack.getInt("userCount")).isEqualTo(2);
        assertThat(b.done("get_active_users", object("roomId", room))).isEqualTo(ack);
        settle();
        assertThat(b.heard("active_users")).hasSize(2).allSatisfy(users -> assertThat(users)
                .isEqualTo(ack.get("users")));
        assertThat(ack.getJsonArray("users").getValuesAs(JsonObject.class))
                .allSatisfy(
                        user -> assertThat(user.keySet()).containsExactlyInAnyOrder("userId", "userName", "socketId"))
                .extracting(user -> user.getString("socketId"))
                .containsExactlyInAnyOrder(a.id(), b.id());
        assertThat(a.heard("active_users")).isEmpty();
    }

    @Test
    void activeUsersNeedMembershipButNotPresence() {
        assertThat(b.refused("get_active_users", room)).isEqualTo("not_a_member");
        bob.join(room);
        assertThat(userIds(b.done("get_active_users", room).get("users"))).containsExactly(alice.id());
    }

    @Test
    void enteringNeedsMembershipAndMakesNone() {
        assertThat(b.refused("enter_room", object("roomId", room))).isEqualTo("not_a_member");
        try (ChatClient elsewhere = ChatClient.of(bob)) {
            bob.join(room);
            JsonObject began = jakarta.json.Json.createObjectBuilder(membership(true))
                    .add("role", "member")
                    .build();
            assertThat(List.of(b, elsewhere))
                    .allSatisfy(each -> assertThat(each.awaitHeard("membership_changed", any -> true))
                            .isEqualTo(began));
            alice.post(room, "one", "1");
            JsonObject ack = b.done("enter_room", object("roomId", room));
            assertThat(ack.keySet())
                    .containsExactlyInAnyOrder("ok", "users", "userCount", "lastSeq", "lastChange", "firstSeq", "role");
            assertThat(userIds(ack.get("users"))).containsExactly(alice.id(), bob.id());
            assertThat(ack.getInt("userCount")).isEqualTo(2);
            assertThat(ack.getInt("lastSeq")).isEqualTo(1);
            assertThat(a.awaitHeard("user_joined", any -> true)).isEqualTo(notice(bob, 2));

            bob.leave(room);
            assertThat(List.of(b, elsewhere))
                    .allSatisfy(
                            each -> each.awaitHeard("membership_changed", report -> report.equals(membership(false))));
            assertThat(b.refused("enter_room", object("roomId", room))).isEqualTo("not_a_member");
            assertThat(a.awaitHeard("user_left", any -> true)).isEqualTo(notice(bob, 1));
        }
    }

    @Test
    void comingAndGoingIsToldOncePerUserWithSeveralSockets() {
        try (ChatClient b2 = ChatClient.of(bob)) {
            b.join(room);
            b2.join(room);
            settle();
            assertThat(a.heard("user_joined")).hasSize(1);
            b2.done("leave_room", object("roomId", room));
            settle();
            assertThat(a.heard("user_left")).isEmpty();
            b.done("leave_room", object("roomId", room));
            assertThat(a.awaitHeard("user_left", any -> true)).isEqualTo(notice(bob, 1));
            b.done("leave_room", object("roomId", room));
            settle();
            assertThat(a.heard("user_left")).hasSize(1);
        }
    }

    @Test
    void leavingTakesDeliveryAndKeepsMembership() {
        b.join(room);
        b.done("leave_room", object("roomId", room));
        settle();
        assertThat(b.heard("receive_message")).isEmpty();
        assertThat(bob.get(Person.room(room) + "/members").send().strings("_id"))
                .contains(bob.id());
        b.send(room, "still a member");
    }

    @Test
    void leavingWithoutAPayloadLeavesEveryRoom() {
        String other = alice.createRoom();
        a.join(other);
        b.join(room);
        b.join(other);
        b.tell("leave_room");
        a.awaitHeard("user_left", notice -> notice.getString("roomId").equals(room));
        a.awaitHeard("user_left", notice -> notice.getString("roomId").equals(other));
        b.done("leave_room");
        settle();
        assertThat(b.heard("receive_message")).isEmpty();
    }

    @Test
    void aClosedConnectionEndsPresenceOnce() {
        b.join(room);
        b.close();
        assertThat(a.awaitHeard("user_left", any -> true)).isEqualTo(notice(bob, 1));
        settle();
        assertThat(a.heard("user_left")).hasSize(1);
        assertThat(userIds(a.done("get_active_users", room).get("users"))).containsExactly(alice.id());
    }

    @Test
    void endingMembershipTakesAllSocketsOffBeforeTheCallReturns() {
        try (ChatClient b2 = ChatClient.of(bob)) {
            b.join(room);
            b2.join(room);
            bob.leave(room);
            String secret = Person.unique("secret");
            a.send(room, secret);
            assertThat(a.awaitHeard("user_left", any -> true)).isEqualTo(notice(bob, 1));
            // Answers come on the same line as messages would.
            assertThat(b.refused("get_active_users", room)).isEqualTo("not_a_member");
            assertThat(b2.refused("send_message", object("roomId", room, "content", "x")))
                    .isEqualTo("not_a_member");
            assertThat(b.heard("receive_message")).isEmpty();
            assertThat(b2.heard("receive_message")).isEmpty();
            assertThat(b.isConnected()).isTrue();
            settle();
            assertThat(a.heard("user_left")).hasSize(1);
        }
    }

    @Test
    void loggingOutEndsTheSocketsOfThatTokenBeforeTheCallReturns() {
        Person elsewhere = bob.again();
        try (ChatClient b2 = ChatClient.of(elsewhere)) {
            b.join(room);
            b2.join(room);
            bob.logout().expect(204);
            a.send(room, "after the logout");
            assertThat(b.awaitEnd()).isEqualTo("io server disconnect");
            assertThat(b.heard("receive_message")).isEmpty();
            b2.awaitMessage("after the logout");
            assertThat(a.heard("user_left")).isEmpty();
            elsewhere.logout().expect(204);
            assertThat(a.awaitHeard("user_left", any -> true)).isEqualTo(notice(bob, 1));
        }
    }
}
