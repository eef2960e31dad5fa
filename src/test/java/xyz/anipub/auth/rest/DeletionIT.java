package xyz.anipub.auth.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.PASSWORD;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

/** What others see of somebody who deletes the account, by calls and live. */
class DeletionIT {

    private static final String NOBODY = "Deleted user";

    private final Person alice = Person.register("Alice");
    private final Person bob = Person.register("Bob");

    private static Reply delete(Person person, String password, String messages) {
        return person.post("/api/users/me/deletion")
                .json(object("password", password, "messages", messages))
                .send();
    }

    @Test
    void theNameGoesAndTheMessagesStay() {
        String room = alice.createRoom();
        bob.join(room);
        JsonObject hers = alice.post(room, "by Alice", "1");
        JsonObject his = bob.post(room, "Hello @" + alice.name() + "!", "1");
        alice.react(his, "👍");
        String pair = bob.post("/api/chat/direct")
                .json(Json.createObjectBuilder()
                        .add("userIds", Json.createArrayBuilder().add(alice.id()))
                        .build())
                .send()
                .expect(200)
                .object()
                .getString("_id");
        bob.post(pair, "between us", "1");
        try (ChatClient hears = ChatClient.of(bob);
                ChatClient phone = ChatClient.of(alice).awaitConnected()) {
            hears.join(room);
            phone.join(room);
            delete(alice, "wrong password", "keep").problem(403, "forbidden");
            delete(alice, PASSWORD, "burn").problem(400, "invalid");
            delete(alice, PASSWORD, "keep").expect(204);
            assertThat(phone.awaitEnd()).isEqualTo("io server disconnect");
            delete(alice, PASSWORD, "keep").problem(401, "unauthorized");
            hears.awaitHeard("profile_changed", card -> card.getString("name").equals(NOBODY));
            hears.awaitHeard(
                    "message_changed",
                    told -> told.getString("_id").equals(hers.getString("_id"))
                            && told.getString("senderName").equals(NOBODY)
                            && told.getString("content").equals("by Alice"));
            JsonObject cleared = hears.awaitHeard(
                    "message_changed",
                    told -> told.getString("_id").equals(his.getString("_id"))
                            && told.getJsonArray("mentions").isEmpty()
                            && told.getJsonArray("reactions").isEmpty());
            assertThat(cleared.getString("content")).contains(alice.name());
        }
        alice.api()
                .post("/api/auth/login")
                .json(object("name", alice.name(), "password", PASSWORD))
                .send()
                .problem(401, "unauthorized");
        alice.api()
                .post("/api/auth/register")
                .json(object("name", alice.name(), "password", PASSWORD))
                .send()
                .problem(409, "conflict");
        bob.get("/api/users/" + alice.id()).send().problem(404, "not_found");
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        bob.get("/api/chat/direct").send().expect(200).text())
                .contains(NOBODY)
                .doesNotContain(alice.name()));
        assertThat(bob.tryPost(pair, object("content", "are you there?", "clientId", "2"))
                        .problem(403, "unreachable"))
                .isNotNull();
        assertThat(bob.messages(pair)).hasSize(1);
        String members =
                bob.get(Person.room(room) + "/members").send().expect(200).text();
        assertThat(members).doesNotContain(alice.id()).contains("owner");
        List<String> texts = bob.messages(room).stream()
                .map(message -> message.getString("senderName"))
                .toList();
        assertThat(texts).containsExactly(NOBODY, bob.name());
    }

    @Test
    void everybodyTakesAlongWhatIsTheirOwn() throws IOException, InterruptedException {
        Person dan = Person.register("Dan");
        String room = dan.createRoom();
        bob.join(room);
        JsonObject his = bob.post(room, "not by Dan", "1");
        dan.tryPost(room, object("content", "by Dan", "clientId", "1", "replyTo", his.getString("_id")))
                .expect(200);
        dan.put("/api/users/me/blocks/" + alice.id()).send().expect(204);
        HttpRequest request = HttpRequest.newBuilder(SharedChat.server().uri().resolve("/api/users/me/export"))
                .header("Authorization", "Bearer " + dan.token())
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files.get("profile.json")).contains(dan.name());
        assertThat(files.get("sessions.json")).contains("lastUsed");
        assertThat(files.get("rooms.json")).contains(room, "owner");
        assertThat(files.get("blocks.json")).contains(alice.id());
        assertThat(files.get("messages.json")).contains("by Dan").doesNotContain("not by Dan", bob.name());
        dan.api().get("/api/users/me/export").send().problem(401, "unauthorized");
    }

    @Test
    void theMessagesGoAsWell() {
        Person carol = Person.register("Carol");
        String room = carol.createRoom();
        bob.join(room);
        JsonObject hers = carol.post(room, "a secret of Carol", "1");
        bob.tryPost(room, object("content", "a reply", "clientId", "1", "replyTo", hers.getString("_id")))
                .expect(200);
        try (ChatClient hears = ChatClient.of(bob)) {
            hears.join(room);
            delete(carol, PASSWORD, "delete").expect(204);
            hears.awaitHeard(
                    "message_changed",
                    told -> told.getString("_id").equals(hers.getString("_id")) && told.getBoolean("deleted"));
        }
        assertThat(bob.messages(room, "").text()).doesNotContain("a secret", carol.name());
        assertThat(bob.get(Person.room(room)).send().expect(200).text()).doesNotContain(carol.name());
    }

    @Test
    void anotherSitesTokenIsNeverSomebodyAnewAndHasToBeNew() {
        String id = HexFormat.of()
                .formatHex(UUID.randomUUID().toString().substring(0, 12).getBytes(StandardCharsets.US_ASCII));
        Person fresh = SharedChat.foreign(id, unique("Dora"), Duration.ZERO);
        Person old = SharedChat.foreign(id, fresh.name(), Duration.ofMinutes(6));
        JsonObject keep = object("messages", "keep");
        old.post("/api/users/me/deletion").json(keep).send().problem(403, "forbidden");
        fresh.post("/api/users/me/deletion").json(keep).send().expect(204);
        old.get("/api/auth/me").send().problem(401, "unauthorized");
        SharedChat.foreign(id, "Somebody else", Duration.ofSeconds(1))
                .get("/api/auth/me")
                .send()
                .problem(401, "unauthorized");
    }
}
