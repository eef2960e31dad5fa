package xyz.anipub.chat.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.SharedChat;

/** What counts as one name, one text and one emoji, through all layers. */
class NamesIT {

    private static final List<String> BLANK =
            List.of("\u00A0", "\u200B", "\u2800", "\uE000", "\u0378", "\u0301", "\uFE0F");

    private final Person alice = Person.register("Alice");

    @Test
    void aNameLikeAnotherIsTaken() {
        String room = Person.unique("Attic");
        alice.createRoom(room);
        String person = alice.name();
        for (String like : List.of("\u00A0%s", "%s\uFE0F", "%s\u2800")) {
            refuse(like.formatted(room), like.formatted(person), 409);
        }
        refuse(room.replace(" ", "  "), person.replace(" ", "  "), 409);
        refuse(room.replace("A", "\u0410"), person.replace("A", "\u0410"), 409);
    }

    @Test
    void aBlankNameIsNone() {
        BLANK.forEach(blank -> refuse(blank, blank + blank, 400));
    }

    private void refuse(String room, String person, int status) {
        alice.post("/api/chat/rooms").json(ChatApi.object("name", room)).send().expect(status);
        SharedChat.api()
                .post("/api/auth/register")
                .json(ChatApi.object("name", person, "password", Person.PASSWORD))
                .send()
                .expect(status);
    }

    @Test
    void aRoomsNameIsFreeOnceTheRoomIsGoneOrRenamed() {
        String name = Person.unique("Attic");
        String room = alice.createRoom(name).getString("_id");
        String other = Person.unique("Barn");
        alice.patch(Person.room(room))
                .json(ChatApi.object("name", other))
                .send()
                .expect(200);
        String second = alice.createRoom(name).getString("_id");
        alice.delete(Person.room(second)).send().expect(204);
        alice.createRoom(name);
    }

    @Test
    void aNameIsFoundWithNoBreakSpacesAround() {
        SharedChat.api()
                .post("/api/auth/login")
                .json(ChatApi.object("name", "\u00A0" + alice.name() + "\u00A0", "password", Person.PASSWORD))
                .send()
                .expect(200);
        String room = alice.createRoom();
        alice.post(room, "needle", "1");
        String q = URLEncoder.encode("\u00A0needle\u00A0", StandardCharsets.UTF_8);
        assertThat(alice.get(Person.room(room) + "/search?q=" + q)
                        .send()
                        .expect(200)
                        .array())
                .hasSize(1);
    }

    @Test
    void aBlankTextIsNoMessage() {
        String room = alice.createRoom();
        for (String blank : BLANK) {
            alice.tryPost(room, ChatApi.object("content", blank)).expect(400);
        }
    }

    @Test
    void oneEmojiIsOneReactionHoweverItIsSpelled() {
        String room = alice.createRoom();
        Person bob = Person.register("Bob");
        bob.join(room);
        JsonObject message = alice.post(room, "hi", "1");
        alice.react(message, "\uD83D\uDC4D\uFE0F");
        JsonObject both = bob.react(message, "\uD83D\uDC4D");
        assertThat(both.getJsonArray("reactions")).hasSize(1);
        assertThat(both.getJsonArray("reactions").getJsonObject(0).getInt("count"))
                .isEqualTo(2);
    }

    @Test
    void aMentionTellsItsPlaces() {
        String room = alice.createRoom();
        String content = "こんにちは＠" + alice.name() + "さん `@" + alice.name() + "`";
        JsonObject mention =
                alice.post(room, content, "1").getJsonArray("mentions").getJsonObject(0);
        JsonObject place = mention.getJsonArray("places").getJsonObject(0);
        assertThat(mention.getJsonArray("places")).hasSize(1);
        assertThat(content.substring(place.getInt("start"), place.getInt("end")))
                .isEqualTo("＠" + alice.name());
        assertThat(alice.messages(room).get(0).getJsonArray("mentions").getJsonObject(0))
                .isEqualTo(mention);
    }
}
