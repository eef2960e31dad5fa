package xyz.anipub.chat.realtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;

/** {@code send_message} and {@code receive_message}. */
class MessageEventsIT {

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

    private JsonObject message(String... more) {
        return Json.createObjectBuilder(object(more)).add("roomId", room).build();
    }

    /** All that has been announced, closed by a message that comes after it. */
    private List<String> announced() {
        String end = Person.unique("end");
        b.send(room, end);
        b.awaitMessage(end);
        a.awaitMessage(end);
        assertThat(b.objects("receive_message")).isEqualTo(a.objects("receive_message"));
        return b.objects("receive_message").stream()
                .map(each -> each.getString("content"))
                .filter(content -> !content.startsWith("end "))
                .toList();
    }

    @Test
    void aMessageReachesEverySocketInTheRoomTheSenderIncluded() {
        JsonObject stored = a.send(room, "  hello ");
        assertThat(stored.keySet())
                .containsExactlyInAnyOrder(
                        "_id",
                        "room",
                        "seq",
                        "sender",
                        "senderName",
                        "senderImage",
                        "content",
                        "timestamp",
                        "change",
                        "editedAt",
                        "deleted",
                        "replyTo",
                        "reactions",
                        "mentions");
        assertThat(stored.getString("content")).isEqualTo("hello");
        assertThat(stored.getString("senderName")).isEqualTo(alice.name());
        JsonObjectBuilder announced = Json.createObjectBuilder(stored);
        List.of("change", "editedAt", "deleted", "replyTo", "reactions", "mentions")
                .forEach(announced::remove);
        JsonObject received =
                announced.add("roomId", room).add("userId", alice.id()).build();
        assertThat(a.awaitMessage("hello")).isEqualTo(received);
        assertThat(b.awaitMessage("hello")).isEqualTo(received);
        assertThat(alice.messages(room)).containsExactly(stored);
    }

    @Test
    void namesImagesAndTimesOfThePayloadAreIgnored() {
        JsonObject stored = a.done(
                        "send_message",
                        message(
                                "content",
                                "hello",
                                "userId",
                                alice.id(),
                                "senderName",
                                "Mallory",
                                "senderImage",
                                "https://evil.example/x.png",
                                "timestamp",
                                "1999-01-01T00:00:00.000Z"))
                .getJsonObject("message");
        assertThat(stored.getString("senderName")).isEqualTo(alice.name());
        assertThat(stored.getString("senderImage")).isEmpty();
        assertThat(stored.getString("timestamp")).doesNotStartWith("1999");
    }

    @Test
    void aForeignUserIdIsForbidden() {
        assertThat(a.refused("send_message", message("content", "x", "userId", bob.id())))
                .isEqualTo("forbidden");
        assertThat(a.refused("join_room", message("userId", bob.id()))).isEqualTo("forbidden");
        assertThat(a.refused("enter_room", message("userId", bob.id()))).isEqualTo("forbidden");
        assertThat(a.refused("leave_room", message("userId", bob.id()))).isEqualTo("forbidden");
        assertThat(a.refused("get_active_users", message("userId", bob.id()))).isEqualTo("forbidden");
    }

    @Test
    void theSameClientIdIsTheSameMessageWhicheverWayItComes() {
        JsonObject first = a.done("send_message", message("content", "once", "clientId", "c1"))
                .getJsonObject("message");
        JsonObject again = a.done("send_message", message("content", "once", "clientId", "c1"))
                .getJsonObject("message");
        assertThat(again).isEqualTo(first);
        assertThat(alice.post(room, "once", "c1")).isEqualTo(first);
        JsonObject byRest = alice.post(room, "twice", "c2");
        assertThat(a.done("send_message", message("content", "twice", "clientId", "c2"))
                        .getJsonObject("message"))
                .isEqualTo(byRest);
        assertThat(announced()).containsExactly("once", "twice");
    }

    @Test
    void aClientIdWithOtherContentIsAConflict() {
        a.done("send_message", message("content", "once", "clientId", "c1"));
        assertThat(a.refused("send_message", message("content", "other", "clientId", "c1")))
                .isEqualTo("conflict");
        b.done("send_message", message("content", "another sender's", "clientId", "c1"));
    }

    @Test
    void postingAndThenEmittingIsOneMessageAnnouncedOnce() {
        JsonObject stored = alice.post(room, "two steps");
        JsonObject emitted =
                a.done("send_message", message("content", " two steps ")).getJsonObject("message");
        assertThat(emitted).isEqualTo(stored);
        JsonObject named = alice.post(room, "named");
        assertThat(a.done("send_message", message("_id", named.getString("_id")))
                        .getJsonObject("message"))
                .isEqualTo(named);
        assertThat(announced()).containsExactly("two steps", "named");
        // A message that only the server's sweep announces: an echo left over would have come with it.
        alice.post(room, "swept");
        b.awaitMessage("swept");
        assertThat(announced()).containsExactly("two steps", "named", "swept");
        assertThat(alice.messages(room))
                .filteredOn(each -> each.getString("content").equals("two steps"))
                .hasSize(1);
    }

    @Test
    void anIdOfSomebodyElsesMessageCannotBeEmitted() {
        JsonObject stored = alice.post(room, "mine");
        JsonObject ack = b.ask("send_message", message("_id", stored.getString("_id")));
        assertThat(ack.getBoolean("ok")).isFalse();
        assertThat(b.refused("send_message", message("_id", "nonsense"))).isNotEqualTo("internal");
    }

    @Test
    void aBotsPostIsAnnouncedAtOnce() {
        Person bot = Person.register("Bot");
        bot.join(room);
        bot.post(room, "beep");
        assertThat(a.awaitMessage("beep").getString("userId")).isEqualTo(bot.id());
    }

    @Test
    void contentHasItsLimits() {
        assertThat(a.refused("send_message", message("content", " \n "))).isEqualTo("invalid");
        assertThat(a.refused("send_message", message("content", "x".repeat(2001))))
                .isEqualTo("too_long");
        a.send(room, "🙂".repeat(2000));
        a.send(room, " ".repeat(500) + "x".repeat(2000) + " ".repeat(500));
    }

    @Test
    void onlyMembersMaySend() {
        try (ChatClient stranger = ChatClient.of(Person.register("Carol"))) {
            assertThat(stranger.refused("send_message", message("content", "x")))
                    .isEqualTo("not_a_member");
        }
    }

    @Test
    void aMemberMaySendWithoutBeingPresent() {
        b.done("leave_room", message());
        b.send(room, "from outside");
        a.awaitMessage("from outside");
        assertThat(b.heard("receive_message")).isEmpty();
    }

    @Test
    void badPayloadsAreRefusedByName() {
        assertThat(a.refused("send_message")).isEqualTo("invalid");
        assertThat(a.refused("send_message", 7)).isEqualTo("invalid");
        assertThat(a.refused("send_message", message())).isEqualTo("invalid");
        assertThat(a.refused("send_message", object("content", "x"))).isEqualTo("invalid");
        assertThat(a.refused("send_message", object("roomId", "nonsense", "content", "x")))
                .isEqualTo("room_not_found");
        assertThat(a.refused("send_message", object("roomId", "0".repeat(24), "content", "x")))
                .isEqualTo("room_not_found");
        JsonObject operator = Json.createObjectBuilder()
                .add("roomId", Json.createObjectBuilder().add("$ne", "1"))
                .add("content", Json.createObjectBuilder().add("$gt", ""))
                .build();
        assertThat(a.refused("send_message", operator)).isEqualTo("invalid");
        assertThat(a.refused("send_message", message("content", "x", "clientId", " ")))
                .isEqualTo("invalid");
        assertThat(a.refused("send_message", message("content", "x", "clientId", "x".repeat(101))))
                .isIn("invalid", "too_long");
        a.send(room, "still alive");
    }

    @Test
    void withoutAnAckARefusalIsAChatError() {
        a.tell("send_message", object("roomId", "nonsense", "content", "x"));
        JsonObject error = a.awaitHeard("chat_error", each -> true);
        assertThat(error.keySet()).containsExactlyInAnyOrder("event", "code", "message");
        assertThat(error.getString("event")).isEqualTo("send_message");
        assertThat(error.getString("code")).isEqualTo("room_not_found");
        assertThat(error.getString("message")).isNotBlank();
    }
}
