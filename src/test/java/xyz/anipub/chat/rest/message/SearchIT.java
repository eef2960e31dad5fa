package xyz.anipub.chat.rest.message;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

/** Finding messages, and members by name. */
class SearchIT {

    private Person alice;
    private Person bob;
    private String room;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
        bob = Person.register("Bob");
        room = alice.createRoom();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply inRoom(String text) {
        return bob.get(Person.room(room) + "/search?q=" + encoded(text)).send();
    }

    @Test
    void findsInARoomIgnoringCaseNewestFirst() {
        alice.post(room, "One Kiwi", "1");
        alice.post(room, "nothing", "2");
        alice.post(room, "two kiwis (ripe)", "3");
        Reply found = inRoom(" KIWI ").expect(200);
        assertThat(found.strings("content")).containsExactly("two kiwis (ripe)", "One Kiwi");
        assertThat(found.array().getJsonObject(0).keySet()).contains("_id", "room", "seq", "senderName", "timestamp");
        assertThat(found.link("next")).isEmpty();
        assertThat(inRoom("kiwis (").expect(200).array()).hasSize(1);
        assertThat(inRoom("k.wi").expect(200).array()).isEmpty();
    }

    @Test
    void givesFiftyAtATimeAndGoesOnByLink() {
        for (int i = 1; i <= 60; i++) {
            alice.post(room, "kiwi " + i, "" + i);
        }
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of(Person.room(room) + "/search?q=kiwi");
        while (next.isPresent()) {
            Reply page = bob.get(next.get()).send().expect(200);
            seen.addAll(page.strings("content"));
            next = page.link("next");
        }
        assertThat(seen)
                .hasSize(60)
                .doesNotHaveDuplicates()
                .startsWith("kiwi 60")
                .endsWith("kiwi 1");
    }

    @Test
    void findsOverTheCallersRoomsOnlyAndTellsTheirNames() {
        String word = unique("word").replace(' ', '-');
        alice.post(room, "first " + word, "1");
        String other = alice.createRoom();
        alice.post(other, "second " + word.toUpperCase(Locale.ROOT), "1");
        Reply mine = alice.get("/api/chat/search?q=" + word).send().expect(200);
        assertThat(mine.strings("room")).containsExactly(other, room);
        JsonObject first = mine.array().getJsonObject(1);
        assertThat(first.getString("roomName"))
                .isEqualTo(alice.get(Person.room(room)).send().object().getString("name"));
        assertThat(first.getString("content")).isEqualTo("first " + word);
        assertThat(bob.get("/api/chat/search?q=" + word).send().expect(200).array())
                .isEmpty();
        bob.join(other);
        assertThat(bob.get("/api/chat/search?q=" + word).send().strings("room")).containsExactly(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?q=", "?q=%20", "?q=%C3%28%00", "?q=a&before=-1", "?q=a&before=x"})
    void aSearchForNothingIsInvalidAndOddBytesAreNotFatal(String query) {
        Reply reply = bob.get(Person.room(room) + "/search" + query).send();
        if (query.contains("%00")) {
            assertThat(reply.status()).isBetween(200, 404);
        } else {
            reply.problem(400, "invalid");
        }
    }

    @Test
    void aSearchIsBoundedInLengthAndInNumber() {
        Person eve = Person.register("Eve");
        inRoom("x".repeat(101)).problemOf("too_long", "q");
        bob.get("/api/chat/search?q=" + "x".repeat(101)).send().problemOf("too_long", "q");
        bob.get("/api/chat/search").send().problemOf("invalid", "q");
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            replies.add(eve.get("/api/chat/search?q=x").send());
        }
        Reply refused = replies.stream()
                .filter(reply -> reply.status() != 200)
                .findFirst()
                .orElseThrow();
        refused.problem(429, "rate_limited");
        assertThat(refused.header("Retry-After")).isPresent();
        bob.get("/api/chat/search?q=x").send().expect(200);
    }

    @Test
    void membersAreFoundByTheBeginningOfTheirNames() {
        bob.join(room);
        String start = bob.name().substring(0, bob.name().length() - 2);
        Reply found = alice.get(Person.room(room) + "/members?q=" + encoded(start.toUpperCase(Locale.ROOT)))
                .send()
                .expect(200);
        assertThat(found.strings("_id")).containsExactly(bob.id());
        assertThat(found.array().getJsonObject(0).keySet())
                .containsExactlyInAnyOrder("_id", "name", "image", "online", "role");
        assertThat(alice.get(Person.room(room) + "/members?q=" + encoded(".*"))
                        .send()
                        .expect(200)
                        .array())
                .isEmpty();
        assertThat(alice.get(Person.room(room) + "/members?q=%20").send().strings("_id"))
                .hasSize(2);
        alice.get(Person.room(room) + "/members?q=b&after=nonsense").send().problemOf("invalid", "after");
    }
}
