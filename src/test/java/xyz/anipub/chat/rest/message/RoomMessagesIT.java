package xyz.anipub.chat.rest.message;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.JsonObject;
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

class RoomMessagesIT {

    private Person alice;
    private String room;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
        room = alice.createRoom();
    }

    private void fill(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> alice.post(room, "#" + i, "id-" + i));
    }

    private static List<Integer> seqs(Reply page) {
        return page.expect(200).array().getValuesAs(JsonObject.class).stream()
                .map(message -> message.getInt("seq"))
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void postingAnswersStatusAndMessage() {
        JsonObject answer = alice.tryPost(room, object("content", "  Hello\nWorld ✨ "))
                .expect(200)
                .object();
        assertThat(answer.keySet()).containsExactlyInAnyOrder("status", "message");
        assertThat(answer.getInt("status")).isEqualTo(200);
        JsonObject message = answer.getJsonObject("message");
        assertThat(message.keySet())
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
        assertThat(message.getString("_id")).matches("[0-9a-f]{24}");
        assertThat(message.getString("room")).isEqualTo(room);
        assertThat(message.getInt("seq")).isEqualTo(1);
        assertThat(message.getString("sender")).isEqualTo(alice.id());
        assertThat(message.getString("senderName")).isEqualTo(alice.name());
        assertThat(message.getString("content")).isEqualTo("Hello\nWorld ✨");
        assertThat(message.getString("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(alice.messages(room)).containsExactly(message);
    }

    @Test
    void theSameClientIdAnswersTheSameMessage() {
        JsonObject first = alice.post(room, "once", "c1");
        assertThat(alice.post(room, " once ", "c1")).isEqualTo(first);
        alice.tryPost(room, object("content", "other", "clientId", "c1")).problem(409, "conflict");
        assertThat(alice.messages(room)).containsExactly(first);
        String elsewhere = alice.createRoom();
        assertThat(alice.post(elsewhere, "once", "c1").getString("_id")).isNotEqualTo(first.getString("_id"));
    }

    @Test
    void contentHasItsLimits() {
        alice.tryPost(room, object("content", " \t\n ")).problemOf("invalid", "content");
        alice.tryPost(room, object("content", "x".repeat(2001))).problemOf("too_long", "content");
        alice.tryPost(room, object("clientId", "c1")).problemOf("invalid", "content");
        alice.tryPost(room, object("content", "x", "clientId", "")).problemOf("invalid", "clientId");
        alice.tryPost(room, object("content", "🙂".repeat(2000))).expect(200);
        assertThat(alice.messages(room)).hasSize(1);
    }

    @Test
    void onlyMembersMayPost() {
        Person bob = Person.register("Bob");
        bob.tryPost(room, object("content", "x")).problem(403, "not_a_member");
        bob.messages(room, "").expect(200);
    }

    @Test
    void theNewestFiftyComeOldestFirstWithALinkToTheRest() {
        fill(53);
        Reply newest = alice.messages(room, "");
        assertThat(seqs(newest)).isEqualTo(range(4, 53));
        assertThat(newest.link("next")).isEmpty();
        Reply before = alice.get(newest.link("prev").orElseThrow()).send();
        assertThat(seqs(before)).isEqualTo(range(1, 3));
        assertThat(before.link("prev")).isEmpty();
    }

    @Test
    void pagesGoBackAndForthByLinkWithoutHoles() {
        fill(10);
        List<Integer> forth = new ArrayList<>();
        Optional<String> next = Optional.of(Person.room(room) + "/messages?after=0&limit=4");
        while (next.isPresent()) {
            Reply page = alice.get(next.get()).send();
            forth.addAll(seqs(page));
            next = page.link("next");
        }
        assertThat(forth).isEqualTo(range(1, 10));
        assertThat(seqs(alice.messages(room, "?limit=4"))).isEqualTo(range(7, 10));
        Reply middle = alice.messages(room, "?before=7&limit=4");
        assertThat(seqs(middle)).isEqualTo(range(3, 6));
        assertThat(seqs(alice.get(middle.link("prev").orElseThrow()).send())).isEqualTo(range(1, 2));
        assertThat(seqs(alice.get(middle.link("next").orElseThrow()).send())).isEqualTo(range(7, 10));
        assertThat(seqs(alice.messages(room, "?after=10"))).isEmpty();
        assertThat(seqs(alice.messages(room, "?before=1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "before=-1", "before=x", "after=1.5", "after=%7B%7D"})
    void positionsAndLimitsMustBeNumbersInRange(String query) {
        alice.messages(room, "?" + query).problemOf("invalid", query.substring(0, query.indexOf('=')));
    }

    @Test
    void manyAtOnceGetEachTheirOwnSeq() {
        List<JsonObject> posted = range(1, 40).parallelStream()
                .map(i -> alice.post(room, "#" + i, "id-" + i))
                .toList();
        assertThat(posted)
                .extracting(message -> message.getInt("seq"))
                .containsExactlyInAnyOrderElementsOf(range(1, 40));
        assertThat(alice.messages(room)).containsExactlyInAnyOrderElementsOf(posted);
    }
}
