package xyz.anipub.chat.rest.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

class RoomsIT {

    private static final String ROOMS = "/api/chat/rooms";

    private Person alice;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
    }

    private Reply create(JsonObject body) {
        return alice.post(ROOMS).json(body).send();
    }

    @Test
    void aNewRoomHasItsCreatorAsFirstMember() {
        String name = unique("Room");
        Reply reply = create(object("name", "  " + name + " ", "description", "All about it"))
                .expect(201);
        JsonObject room = reply.object();
        assertThat(room.keySet())
                .containsExactlyInAnyOrder(
                        "_id",
                        "name",
                        "description",
                        "messages",
                        "messageCount",
                        "members",
                        "memberCount",
                        "creator",
                        "createdAt",
                        "updatedAt",
                        "member",
                        "lastSeq",
                        "lastRead",
                        "unread",
                        "firstSeq",
                        "kind",
                        "visibility",
                        "role",
                        "lastChange");
        assertThat(room.getString("_id")).matches("[0-9a-f]{24}");
        assertThat(reply.header("Location").orElseThrow()).endsWith(ROOMS + "/" + room.getString("_id"));
        assertThat(room.getString("name")).isEqualTo(name);
        assertThat(room.getString("description")).isEqualTo("All about it");
        assertThat(room.getJsonArray("messages")).isEmpty();
        assertThat(room.getInt("messageCount")).isZero();
        assertThat(room.getJsonArray("members").getString(0)).isEqualTo(alice.id());
        assertThat(room.getInt("memberCount")).isEqualTo(1);
        assertThat(room.getString("creator")).isEqualTo(alice.id());
        assertThat(room.getString("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(room.getString("createdAt"))).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void aTakenNameIsAConflictIgnoringCase() {
        String name = unique("Room");
        create(object("name", name)).expect(201);
        create(object("name", name.toUpperCase(Locale.ROOT) + " ")).problem(409, "conflict");
    }

    @Test
    void nameAndDescriptionHaveTheirLengths() {
        create(object("name", "   ")).problemOf("invalid", "name");
        create(object("name", "x".repeat(51))).problemOf("too_long", "name");
        create(object("name", unique("Room"), "description", "x".repeat(201))).problemOf("too_long", "description");
        create(object("name", "two\nlines")).problemOf("invalid", "name");
        create(object()).problemOf("invalid", "name");
        String start = unique("");
        String longest = start + "日".repeat(50 - start.length());
        JsonObject room = create(object("name", longest, "description", "🙂".repeat(200)))
                .expect(201)
                .object();
        assertThat(room.getString("name")).isEqualTo(longest.strip());
    }

    @Test
    void listIsLastActiveFirstWithTheLastMessageAtMost() {
        String word = unique("listed");
        String quiet = alice.createRoom(word + " 1").getString("_id");
        String busy = alice.createRoom(word + " 2").getString("_id");
        alice.createRoom(word + " 3");
        alice.post(quiet, "first", "1");
        alice.post(busy, "first", "1");
        alice.post(busy, "second", "2");
        Awaitility.await()
                .untilAsserted(() -> assertThat(search(word, "").strings("_id").subList(0, 2))
                        .containsExactlyInAnyOrder(quiet, busy));
        JsonObject room = search(word, "").array().getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("_id").equals(busy))
                .findFirst()
                .orElseThrow();
        assertThat(room.getJsonArray("messages").getValuesAs(JsonObject.class))
                .extracting(message -> message.getString("content"))
                .containsExactly("second");
        assertThat(room.getInt("messageCount")).isEqualTo(2);
    }

    @Test
    void searchTakesItsTextToTheLetter() {
        String word = unique("s");
        String dotted = alice.createRoom(word + " a.*b").getString("_id");
        alice.createRoom(word + " axxb");
        assertThat(search(word + " A.*B", "").strings("_id")).containsExactly(dotted);
        assertThat(search(word + " ((", "").array()).isEmpty();
    }

    @Test
    void pagesFollowOneAnotherByLink() {
        String word = unique("paged");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(alice.createRoom(word + " " + i).getString("_id"));
        }
        List<String> seen = new ArrayList<>();
        Reply page = search(word, "&limit=2");
        Optional<String> next = Optional.of("first");
        while (next.isPresent()) {
            assertThat(page.array().size()).isBetween(1, 2);
            seen.addAll(page.strings("_id"));
            next = page.link("next");
            if (next.isPresent()) {
                assertThat(next.get()).startsWith(ROOMS + "?");
                page = alice.get(next.get()).send().expect(200);
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    private Reply search(String text, String more) {
        String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return alice.get(ROOMS + "?q=" + query + more).send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "many", "1e3", "99999999999999999999", ""})
    void aLimitOutOfRangeIsInvalid(String limit) {
        alice.get(ROOMS + "?limit=" + limit).send().problemOf("invalid", "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "%7B%22%24gt%22%3A%22%22%7D", "", "%00"})
    void aCursorThatIsNoneIsInvalid(String cursor) {
        alice.get(ROOMS + "?after=" + cursor).send().problemOf("invalid", "after");
    }

    @Test
    void aRoomShowsItsNewestFiftyMessages() {
        String room = alice.createRoom();
        for (int i = 1; i <= 52; i++) {
            alice.post(room, "#" + i, "id-" + i);
        }
        JsonObject view = alice.get(Person.room(room)).send().expect(200).object();
        List<Integer> seqs = view.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> message.getInt("seq"))
                .toList();
        assertThat(seqs).hasSize(50).startsWith(3).endsWith(52).isSorted();
        assertThat(view.getInt("messageCount")).isEqualTo(52);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000000000000000000", "nonsense", "%7B%22%24ne%22%3A1%7D", "65f0", "%00", "..%2f"})
    void anUnknownRoomIsNotFoundWhateverItsId(String id) {
        Reply reply = alice.get(Person.room(id)).send();
        if (id.startsWith("%00") || id.startsWith("..")) {
            // The container refuses such addresses before the application sees them.
            assertThat(reply.status()).isBetween(400, 404);
        } else {
            reply.problem(404, "room_not_found");
        }
    }
}
