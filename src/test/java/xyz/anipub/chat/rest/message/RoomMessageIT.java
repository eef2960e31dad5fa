package xyz.anipub.chat.rest.message;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

/** What becomes of a message after it was posted: edited, deleted, answered, reacted to; and how that is caught up. */
class RoomMessageIT {

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

    private JsonObject reply(Person sender, String content, JsonObject original) {
        return sender.tryPost(room, object("content", content, "replyTo", original.getString("_id")))
                .expect(200)
                .object()
                .getJsonObject("message");
    }

    private static List<Integer> numbers(Reply page) {
        return page.expect(200).array().getValuesAs(JsonObject.class).stream()
                .map(message -> message.getInt("change"))
                .toList();
    }

    @Test
    void aFreshMessageHasNeverChanged() {
        JsonObject message = alice.post(room, "hello");
        assertThat(message.getInt("change")).isZero();
        assertThat(message.get("editedAt")).isEqualTo(JsonValue.NULL);
        assertThat(message.getBoolean("deleted")).isFalse();
        assertThat(message.get("replyTo")).isEqualTo(JsonValue.NULL);
        assertThat(message.getJsonArray("reactions")).isEmpty();
        assertThat(message.getJsonArray("mentions")).isEmpty();
        assertThat(numbers(alice.changes(room, ""))).isEmpty();
    }

    @Test
    void theAuthorEdits() {
        JsonObject first = alice.post(room, "hello");
        JsonObject edited = alice.edit(first, "  good bye ");
        assertThat(edited.getString("content")).isEqualTo("good bye");
        assertThat(edited.getString("editedAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(edited.getInt("change")).isEqualTo(1);
        for (String kept : List.of("_id", "room", "seq", "sender", "senderName", "senderImage", "timestamp")) {
            assertThat(edited.get(kept)).as(kept).isEqualTo(first.get(kept));
        }
        assertThat(alice.edit(first, "good bye")).as("the same again").isEqualTo(edited);
        assertThat(bob.messages(room)).containsExactly(edited);
        assertThat(alice.changes(room, "").array()).containsExactly(edited);
        assertThat(alice.get(Person.room(room)).send().object().getInt("lastChange"))
                .isEqualTo(1);
    }

    @Test
    void theAuthorDeletesAndTheTextIsGone() {
        JsonObject first = alice.post(room, "hello @" + bob.name());
        bob.react(first, "👍");
        JsonObject tombstone = alice.deleteMessage(first);
        assertThat(tombstone.getString("content")).isEmpty();
        assertThat(tombstone.getBoolean("deleted")).isTrue();
        assertThat(tombstone.getJsonArray("reactions")).isEmpty();
        assertThat(tombstone.getJsonArray("mentions")).isEmpty();
        assertThat(tombstone.getInt("seq")).isEqualTo(first.getInt("seq"));
        assertThat(alice.deleteMessage(first)).as("twice").isEqualTo(tombstone);
        assertThat(bob.messages(room)).containsExactly(tombstone);
        alice.tryEdit(first, object("content", "again")).problem(409, "conflict");
        bob.reaction("PUT", first, "👍").problem(409, "conflict");
        bob.reaction("DELETE", first, "👍").expect(200);
        alice.tryPost(room, object("content", "re", "replyTo", first.getString("_id")))
                .problem(409, "conflict");
    }

    @Test
    void nobodyElseEditsOrDeletes() {
        JsonObject message = alice.post(room, "hello");
        bob.tryEdit(message, object("content", "hacked")).problem(403, "forbidden");
        bob.delete(Person.path(message)).send().problem(403, "forbidden");
        alice.giveRole(room, bob, "owner");
        alice.leave(room);
        alice.tryEdit(message, object("content", "from outside")).problem(403, "not_a_member");
        alice.delete(Person.path(message)).send().problem(403, "not_a_member");
        alice.reaction("PUT", message, "👍").problem(403, "not_a_member");
        alice.reaction("DELETE", message, "👍").problem(403, "not_a_member");
        assertThat(bob.messages(room)).containsExactly(message);
        alice.api().call("PATCH", Person.path(message)).json("{}").send().problem(401, "unauthorized");
        alice.api().delete(Person.path(message)).send().problem(401, "unauthorized");
        alice.api().get(Person.room(room) + "/changes").send().problem(401, "unauthorized");
    }

    @Test
    void reactionsAreCountedOncePerUserAndEmojiInTheOrderOfFirstUse() {
        JsonObject message = alice.post(room, "hello");
        alice.react(message, "👍");
        bob.react(message, "🎉");
        bob.react(message, "👍");
        JsonObject twice = bob.react(message, "👍");
        assertThat(twice.getInt("change")).isEqualTo(3);
        assertThat(twice.getJsonArray("reactions"))
                .isEqualTo(Json.createArrayBuilder()
                        .add(Json.createObjectBuilder()
                                .add("emoji", "👍")
                                .add("count", 2)
                                .add(
                                        "users",
                                        Json.createArrayBuilder()
                                                .add(alice.id())
                                                .add(bob.id())))
                        .add(Json.createObjectBuilder()
                                .add("emoji", "🎉")
                                .add("count", 1)
                                .add("users", Json.createArrayBuilder().add(bob.id())))
                        .build());
        JsonObject taken =
                bob.reaction("DELETE", message, "🎉").expect(200).object().getJsonObject("message");
        assertThat(taken.getJsonArray("reactions")).hasSize(1);
        assertThat(taken.getInt("change")).isEqualTo(4);
        assertThat(bob.reaction("DELETE", message, "🎉").expect(200).object().getJsonObject("message"))
                .isEqualTo(taken);
        assertThat(alice.messages(room)).containsExactly(taken);
    }

    @Test
    void aMessageHasAtMostTwentyDifferentEmojis() {
        JsonObject message = alice.post(room, "hello");
        for (int i = 0; i < 20; i++) {
            alice.react(message, Character.toString(0x1F600 + i));
        }
        alice.reaction("PUT", message, "👍").problem(409, "conflict");
        bob.react(message, Character.toString(0x1F600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "👍👍", "hello", "👍 ", "%", "<", "1", "é", "漢", "a👍", "👍\u0301"})
    void aReactionIsOneEmoji(String text) {
        JsonObject message = alice.post(room, "hello");
        alice.reaction("PUT", message, text).problemOf("invalid", "emoji");
        alice.reaction("DELETE", message, text).problemOf("invalid", "emoji");
    }

    @Test
    void aReplyQuotesWhatItAnswersAsThatIsNow() {
        JsonObject original = alice.post(room, "x".repeat(250));
        JsonObject reply = reply(bob, "yes", original);
        JsonObject quote = reply.getJsonObject("replyTo");
        assertThat(quote)
                .isEqualTo(Json.createObjectBuilder()
                        .add("_id", original.getString("_id"))
                        .add("seq", original.getJsonNumber("seq"))
                        .add("sender", alice.id())
                        .add("senderName", alice.name())
                        .add("content", "x".repeat(200))
                        .add("deleted", false)
                        .build());
        alice.edit(original, "short");
        assertThat(alice.messages(room).get(1).getJsonObject("replyTo").getString("content"))
                .isEqualTo("short");
        assertThat(alice.messages(room, "")
                        .array()
                        .getJsonObject(1)
                        .getJsonObject("replyTo")
                        .getString("content"))
                .isEqualTo("short");
        alice.deleteMessage(original);
        JsonObject gone = alice.messages(room, "").array().getJsonObject(1).getJsonObject("replyTo");
        assertThat(gone.getString("content")).isEmpty();
        assertThat(gone.getBoolean("deleted")).isTrue();
        assertThat(gone.getString("senderName")).isEqualTo(alice.name());
    }

    @Test
    void onlyMessagesOfTheRoomAreAnswered() {
        String elsewhere = alice.createRoom();
        JsonObject other = alice.post(elsewhere, "hello");
        for (String id : List.of(other.getString("_id"), "0".repeat(24), "nonsense", "")) {
            alice.tryPost(room, object("content", "re", "replyTo", id)).problem(404, "message_not_found");
        }
        alice.post(Person.room(room) + "/messages")
                .json("{\"content\":\"re\",\"replyTo\":7}")
                .send()
                .problemOf("invalid", "replyTo");
        assertThat(alice.messages(room)).isEmpty();
    }

    @Test
    void membersAreMentionedByTheirNamesWithSpaces() {
        Person stranger = Person.register("Stranger");
        JsonObject message = alice.post(
                room,
                "Hi @" + bob.name().toUpperCase(java.util.Locale.ROOT) + ", @" + stranger.name() + " x@"
                        + alice.name());
        assertThat(message.getJsonArray("mentions").getValuesAs(JsonObject.class))
                .containsExactly(bob.mentionedAt("Hi ".length()));
        JsonObject edited = alice.edit(message, "@" + alice.name() + " and @" + bob.name() + "!");
        assertThat(edited.getJsonArray("mentions").getValuesAs(JsonObject.class))
                .extracting(mention -> mention.getString("userId"))
                .containsExactly(alice.id(), bob.id());
    }

    @Test
    void aRetryOfAMessageThatWasEditedOrDeletedAnswersIt() {
        JsonObject edited = alice.edit(alice.post(room, "one", "c1"), "eins");
        assertThat(alice.post(room, "one", "c1")).isEqualTo(edited);
        JsonObject deleted = alice.deleteMessage(alice.post(room, "two", "c2"));
        assertThat(alice.post(room, "two", "c2")).isEqualTo(deleted);
        JsonObject original = alice.post(room, "three", "c3");
        JsonObject body = object("content", "re", "clientId", "c4", "replyTo", original.getString("_id"));
        bob.tryPost(room, body).expect(200);
        alice.deleteMessage(original);
        assertThat(bob.tryPost(room, body)
                        .expect(200)
                        .object()
                        .getJsonObject("message")
                        .getJsonObject("replyTo")
                        .getBoolean("deleted"))
                .isTrue();
    }

    @Test
    void changesAreCaughtUpPageByPageEachMessageOnce() {
        List<JsonObject> posted = IntStream.range(0, 6)
                .mapToObj(i -> alice.post(room, "#" + i, "id-" + i))
                .toList();
        posted.forEach(message -> bob.react(message, "👍"));
        alice.edit(posted.get(0), "edited");
        alice.deleteMessage(posted.get(1));
        assertThat(numbers(alice.changes(room, "?since=2"))).containsExactly(3, 4, 5, 6, 7, 8);
        List<JsonObject> caught = new ArrayList<>();
        Optional<String> next = Optional.of(Person.room(room) + "/changes?since=0&limit=2");
        while (next.isPresent()) {
            Reply page = alice.get(next.get()).send().expect(200);
            assertThat(page.array()).hasSizeLessThanOrEqualTo(2);
            caught.addAll(page.array().getValuesAs(JsonObject.class));
            next = page.link("next");
        }
        assertThat(caught).extracting(message -> message.getInt("change")).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(caught).containsExactlyInAnyOrderElementsOf(alice.messages(room));
        assertThat(numbers(alice.changes(room, "?since=8"))).isEmpty();
        assertThat(numbers(alice.changes(room, "?since=" + Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void manyChangesAtOnceGetEachTheirOwnNumber() {
        List<JsonObject> posted = IntStream.range(0, 30)
                .mapToObj(i -> alice.post(room, "#" + i, "id-" + i))
                .toList();
        List<JsonObject> changed = posted.parallelStream()
                .map(message -> (message.getInt("seq") % 2 == 0 ? alice : bob).react(message, "🎉"))
                .toList();
        assertThat(changed)
                .extracting(message -> message.getInt("change"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 30).boxed().toList());
        assertThat(alice.changes(room, "?limit=200").array()).containsExactlyInAnyOrderElementsOf(changed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "since=-1", "since=x", "since=1.5"})
    void positionsAndLimitsMustBeNumbersInRange(String query) {
        alice.changes(room, "?" + query).problemOf("invalid", query.substring(0, query.indexOf('=')));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String nowhere = "/api/chat/rooms/" + "0".repeat(24);
        JsonObject message = alice.post(room, "hello");
        alice.get(nowhere + "/changes").send().problem(404, "room_not_found");
        alice.get("/api/chat/rooms/x/changes").send().problem(404, "room_not_found");
        for (String id : List.of("0".repeat(24), "nonsense")) {
            String path = Person.room(room) + "/messages/" + id;
            alice.api()
                    .call("PATCH", path)
                    .bearer(alice.token())
                    .json("{\"content\":\"x\"}")
                    .send()
                    .problem(404, "message_not_found");
            alice.delete(path).send().problem(404, "message_not_found");
            alice.delete(path + "/reactions/%F0%9F%91%8D").send().problem(404, "message_not_found");
            alice.delete(nowhere + "/messages/" + id)
                    .send()
                    .problem(404, id.length() == 24 ? "room_not_found" : "message_not_found");
        }
        String elsewhere = alice.createRoom();
        alice.delete(Person.room(elsewhere) + "/messages/" + message.getString("_id"))
                .send()
                .problem(404, "message_not_found");
    }

    @Test
    void contentOfAnEditHasItsLimits() {
        JsonObject message = alice.post(room, "hello");
        alice.tryEdit(message, object("content", " \n ")).problemOf("invalid", "content");
        alice.tryEdit(message, object("content", "x".repeat(2001))).problemOf("too_long", "content");
        alice.tryEdit(message, object()).problemOf("invalid", "content");
        alice.api()
                .call("PATCH", Person.path(message))
                .bearer(alice.token())
                .json("{\"content\":{\"$set\":1}}")
                .send()
                .problemOf("invalid", "content");
        alice.api()
                .call("PATCH", Person.path(message))
                .bearer(alice.token())
                .json("nonsense")
                .send()
                .problem(400, "invalid");
        assertThat(alice.messages(room)).containsExactly(message);
    }
}
