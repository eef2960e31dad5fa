package xyz.anipub.chat.realtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;

/** {@code edit_message}, {@code delete_message}, {@code add_reaction}, {@code remove_reaction}, {@code message_changed}. */
class ChangeEventsIT {

    private Person alice;
    private Person bob;
    private String room;
    private ChatClient a;
    private ChatClient b;

    @BeforeEach
    void enter() {
        alice = Person.register("Alice");
        bob = Person.register("Bob");
        room = alice.createRoom();
        a = ChatClient.of(alice);
        b = ChatClient.of(bob);
        a.join(room);
        b.join(room);
    }

    @AfterEach
    void leave() {
        a.close();
        b.close();
    }

    private JsonObject about(JsonObject message, String... more) {
        return Json.createObjectBuilder(object(more))
                .add("roomId", room)
                .add("messageId", message.getString("_id"))
                .build();
    }

    private static JsonObject changed(ChatClient client, String event, JsonObject payload) {
        return client.done(event, payload).getJsonObject("message");
    }

    /** All changes told to a client up to that number. */
    private static List<JsonObject> told(ChatClient client, int change) {
        client.awaitHeard("message_changed", message -> message.getInt("change") == change);
        return client.objects("message_changed");
    }

    private JsonObject asTold(JsonObject message) {
        return Json.createObjectBuilder(message).add("roomId", room).build();
    }

    @Test
    void everyChangeReachesEverySocketInTheRoomInOrderWhicheverDoorItCameBy() {
        JsonObject message = a.send(room, "hello");
        JsonObject edited = changed(a, "edit_message", about(message, "content", " bye "));
        JsonObject reacted = changed(b, "add_reaction", about(message, "emoji", "👍"));
        JsonObject byRest = alice.react(message, "🎉");
        JsonObject unreacted = changed(b, "remove_reaction", about(message, "emoji", "👍"));
        JsonObject deleted = changed(a, "delete_message", about(message));
        List<JsonObject> all = List.of(edited, reacted, byRest, unreacted, deleted);
        assertThat(all).extracting(each -> each.getInt("change")).containsExactly(1, 2, 3, 4, 5);
        assertThat(edited.getString("content")).isEqualTo("bye");
        assertThat(deleted.getBoolean("deleted")).isTrue();
        assertThat(told(a, 5)).isEqualTo(all.stream().map(this::asTold).toList());
        assertThat(told(b, 5)).isEqualTo(all.stream().map(this::asTold).toList());
        assertThat(alice.messages(room)).containsExactly(deleted);
    }

    @Test
    void whatChangesNothingIsNotTold() {
        JsonObject message = a.send(room, "hello");
        JsonObject once = changed(b, "add_reaction", about(message, "emoji", "👍"));
        assertThat(changed(b, "add_reaction", about(message, "emoji", "👍"))).isEqualTo(once);
        assertThat(changed(a, "edit_message", about(message, "content", "hello")))
                .isEqualTo(once);
        changed(a, "remove_reaction", about(message, "emoji", "👍"));
        changed(a, "delete_message", about(message));
        assertThat(changed(a, "delete_message", about(message)).getInt("change"))
                .isEqualTo(2);
        assertThat(told(b, 2)).extracting(each -> each.getInt("change")).containsExactly(1, 2);
    }

    @Test
    void onlyTheAuthorEditsAndDeletesAndOnlyMembersReact() {
        JsonObject message = a.send(room, "hello");
        assertThat(b.refused("edit_message", about(message, "content", "x"))).isEqualTo("forbidden");
        assertThat(b.refused("delete_message", about(message))).isEqualTo("forbidden");
        assertThat(b.refused("edit_message", about(message, "content", "x", "userId", alice.id())))
                .isEqualTo("forbidden");
        try (ChatClient stranger = ChatClient.of(Person.register("Stranger"))) {
            assertThat(stranger.refused("add_reaction", about(message, "emoji", "👍")))
                    .isEqualTo("not_a_member");
            assertThat(stranger.refused("remove_reaction", about(message, "emoji", "👍")))
                    .isEqualTo("not_a_member");
            assertThat(stranger.refused("delete_message", about(message))).isEqualTo("not_a_member");
        }
        alice.giveRole(room, bob, "owner");
        alice.leave(room);
        assertThat(a.refused("delete_message", about(message))).isEqualTo("not_a_member");
        assertThat(bob.messages(room)).containsExactly(message);
    }

    @Test
    void aSocketThatIsLoggedOutOrHasLeftHearsNothingMore() {
        JsonObject message = a.send(room, "hello");
        Person again = bob.again();
        try (ChatClient second = ChatClient.of(again);
                ChatClient leaving = ChatClient.of(Person.register("Carl"))) {
            second.join(room);
            leaving.join(room);
            leaving.done("leave_room", object("roomId", room));
            again.logout();
            second.awaitEnd();
            changed(a, "edit_message", about(message, "content", "secret"));
            told(b, 1);
            assertThat(second.heard("message_changed")).isEmpty();
            leaving.done("get_active_users", object("roomId", room));
            assertThat(leaving.heard("message_changed")).isEmpty();
        }
    }

    @Test
    void aReplyIsAnnouncedWithItsQuoteAndMentionsWithTheirMembers() {
        JsonObject original = a.send(room, "question");
        JsonObject reply = b.done(
                        "send_message",
                        Json.createObjectBuilder()
                                .add("roomId", room)
                                .add("content", "answer, @" + alice.name())
                                .add("replyTo", original.getString("_id"))
                                .build())
                .getJsonObject("message");
        assertThat(reply.getJsonObject("replyTo").getString("content")).isEqualTo("question");
        JsonObject received = a.awaitMessage("answer, @" + alice.name());
        assertThat(received.getJsonObject("replyTo")).isEqualTo(reply.getJsonObject("replyTo"));
        assertThat(received.getJsonArray("mentions").getValuesAs(JsonObject.class))
                .containsExactly(alice.mentionedAt("answer, ".length()));
        assertThat(b.refused("send_message", object("roomId", room, "content", "x", "replyTo", "nonsense")))
                .isEqualTo("message_not_found");
        changed(a, "delete_message", about(original));
        assertThat(b.refused(
                        "send_message", object("roomId", room, "content", "x", "replyTo", original.getString("_id"))))
                .isEqualTo("conflict");
    }

    @Test
    void whoComesBackLearnsUpToWhichChangeToAsk() {
        JsonObject message = a.send(room, "hello");
        b.close();
        changed(a, "edit_message", about(message, "content", "bye"));
        alice.react(message, "👍");
        try (ChatClient back = ChatClient.of(bob)) {
            JsonObject ack = back.join(room);
            assertThat(ack.getInt("lastChange")).isEqualTo(2);
            assertThat(bob.changes(room, "?since=0").array().getJsonObject(0).getInt("change"))
                    .isEqualTo(2);
            alice.react(message, "🎉");
            assertThat(told(back, 3)).hasSize(1);
        }
    }

    @Test
    void badInputIsRefusedWithAClearCode() {
        JsonObject message = a.send(room, "hello");
        for (String event : List.of("edit_message", "delete_message", "add_reaction", "remove_reaction")) {
            assertThat(a.refused(event)).isEqualTo("invalid");
            assertThat(a.refused(event, 7)).isEqualTo("invalid");
            assertThat(a.refused(event, object("roomId", room, "content", "x", "emoji", "👍")))
                    .isEqualTo("invalid");
            assertThat(a.refused(event, object("roomId", room, "messageId", "nonsense", "content", "x", "emoji", "👍")))
                    .isEqualTo("message_not_found");
            assertThat(a.refused(
                            event,
                            object(
                                    "roomId",
                                    "nowhere",
                                    "messageId",
                                    message.getString("_id"),
                                    "content",
                                    "x",
                                    "emoji",
                                    "👍")))
                    .isEqualTo("room_not_found");
        }
        JsonObject operator = Json.createObjectBuilder(about(message))
                .add("content", Json.createObjectBuilder(Map.of("$set", "x")))
                .add("emoji", 7)
                .build();
        assertThat(a.refused("edit_message", operator)).isEqualTo("invalid");
        assertThat(a.refused("add_reaction", operator)).isEqualTo("invalid");
        assertThat(a.refused("edit_message", about(message, "content", " "))).isEqualTo("invalid");
        assertThat(a.refused("edit_message", about(message, "content", "x".repeat(2001))))
                .isEqualTo("too_long");
        assertThat(a.refused("add_reaction", about(message, "emoji", "text"))).isEqualTo("invalid");
        assertThat(a.refused("remove_reaction", about(message, "emoji", ""))).isEqualTo("invalid");
    }
}
