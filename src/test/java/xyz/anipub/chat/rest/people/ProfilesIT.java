package xyz.anipub.chat.rest.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.picture.Files;
import xyz.anipub.picture.PictureRules;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

class ProfilesIT {

    private static final String ME = "/api/users/me";
    private static final String IMAGE = ME + "/image";

    private final ChatApi api = SharedChat.api();
    private final Person ann = Person.register("Ann");
    private final Person bob = Person.register("Bob");

    private static Reply put(Person person, byte[] file, String type) {
        return person.api()
                .call("PUT", IMAGE)
                .bearer(person.token())
                .header("Content-Type", type)
                .bytes(BodyPublishers.ofByteArray(file))
                .send();
    }

    private static String card(Person person) {
        return "/api/users/" + person.id();
    }

    @Test
    void aCardIsForWhoeverIsLoggedIn() {
        JsonObject card = bob.get(card(ann)).send().expect(200).object();
        assertThat(card.getString("name")).isEqualTo(ann.name());
        assertThat(card.getString("displayName")).isEqualTo(ann.name());
        assertThat(card.getString("memberSince")).startsWith("20");
        assertThat(ann.get(ME).send().expect(200).object()).isEqualTo(card);

        api.get(card(ann)).send().problem(401, "unauthorized");
        api.get(card(ann) + "/image").send().problem(401, "unauthorized");
        api.call("PATCH", ME).json(object("bio", "x")).send().problem(401, "unauthorized");
        api.delete(IMAGE).send().problem(401, "unauthorized");
        bob.get("/api/users/66aa1b9e5b7d3e0001a1b2a1").send().problem(404, "not_found");
        bob.get("/api/users/nobody").send().problem(404, "not_found");
        bob.get(card(ann) + "/image").send().problem(404, "not_found");
        bob.patch(card(ann)).json(object("bio", "x")).send().problem(405, "method_not_allowed");
    }

    @Test
    void textsChangeOneByOne() {
        ann.patch(ME)
                .json(object("displayName", "  Zoe\u0308 ", "bio", "one\ntwo"))
                .send()
                .expect(200);
        JsonObject changed =
                ann.patch(ME).json(object("status", "away")).send().expect(200).object();
        assertThat(changed.getString("displayName")).isEqualTo("Zo\u00EB");
        assertThat(changed.getString("bio")).isEqualTo("one\ntwo");
        assertThat(changed.getString("status")).isEqualTo("away");
        JsonObject nothing = Json.createObjectBuilder()
                .addNull("displayName")
                .addNull("bio")
                .addNull("status")
                .build();
        assertThat(ann.patch(ME).json(nothing).send().expect(200).object().getString("displayName"))
                .isEqualTo(ann.name());

        ann.patch(ME).json(object("displayName", "")).send().problemOf("invalid", "displayName");
        ann.patch(ME)
                .json(object("displayName", "A\u202Enn", "status", "x\u200B"))
                .send()
                .problemOf("invalid", "displayName", "status");
        ann.patch(ME).json(object("bio", "x".repeat(301))).send().problemOf("too_long", "bio");
        ann.patch(ME).json("{\"bio\": 1}").send().problemOf("invalid", "bio");
        ann.patch(ME).json(object("userId", bob.id(), "bio", "x")).send().problem(403, "forbidden");
        bob.patch(ME).json(object("displayName", ann.name())).send().expect(200);
    }

    @Test
    void aPictureIsServedAsItsAddressSays() {
        String address = put(ann, Files.jpeg(300, 200), "image/jpeg")
                .expect(200)
                .object()
                .getString("image");
        Reply named = bob.get(address).send().expect(200);
        assertThat(named.header("Content-Type")).hasValue("image/jpeg");
        assertThat(named.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(named.header("Cache-Control").orElseThrow()).contains("private", "immutable");
        String tag = named.header("ETag").orElseThrow();
        bob.get(address).header("If-None-Match", tag).send().expect(304);
        Reply small = bob.get(address + "&size=64").send().expect(200);
        assertThat(small.text().length()).isLessThan(named.text().length());
        bob.get(address + "&size=65").send().problem(400, "invalid");
        Reply head = api.call("HEAD", address).bearer(bob.token()).send().expect(200);
        assertThat(head.header("ETag")).hasValue(tag);
        assertThat(head.header("Content-Type")).hasValue("image/jpeg");
        // By the cookie, as browsers ask.
        api.get(address).cookie(bob.cookie()).send().expect(200);

        put(ann, Files.lossyWebp(), "image/webp").expect(200);
        Reply replaced = bob.get(address).send().expect(200);
        assertThat(replaced.header("Cache-Control").orElseThrow()).contains("no-cache");
        assertThat(replaced.header("Content-Type")).hasValue("image/jpeg");
        assertThat(ann.delete(IMAGE).send().expect(200).object().getString("image"))
                .isEmpty();
        ann.delete(IMAGE).send().expect(200);
        bob.get(address).send().problem(404, "not_found");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        byte[] png = Files.png(30, 30);
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        put(ann, svg, "image/png").problem(415, "unsupported_media_type");
        put(ann, svg, "image/svg+xml").problem(415, "unsupported_media_type");
        put(ann, png, "text/html").problem(415, "unsupported_media_type");
        put(ann, new byte[0], "image/png").problem(415, "unsupported_media_type");
        put(ann, Files.resized(png, 50_000, 50_000), "image/png").problem(400, "invalid");
        put(ann, Files.movingWebp(), "image/webp").problem(400, "invalid");
        put(ann, Files.losslessWebp(), "image/webp").problem(400, "invalid");
        put(ann, Arrays.copyOf(png, png.length - 20), "image/png").problem(400, "invalid");
        put(ann, Arrays.copyOf(png, PictureRules.standard().maxBytes() + 1), "image/png")
                .problem(413, "too_large");
        assertThat(ann.get(ME).send().object().getString("image")).isEmpty();
    }

    @Test
    void aPictureOfTheGreatestSizeIsTaken() {
        byte[] png = Files.png(4096, 4096);
        byte[] filled =
                Files.withChunk(png, "fiLl", new byte[PictureRules.standard().maxBytes() - png.length - 12]);

        put(ann, filled, "image/png").expect(200);
    }

    @Test
    void ofSeveralAtOnceOneStands() {
        List<CompletableFuture<Reply>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> put(ann, Files.png(20 + i, 20), "image/png")))
                .toList();
        all.forEach(each -> each.join().expect(200));

        String address = ann.get(ME).send().object().getString("image");
        bob.get(address).send().expect(200);
        bob.get(address + "&size=64").send().expect(200);
    }

    /** With what has a picture and is no message, and only where it is another than the name. */
    @Test
    void aDisplayNameIsWhereverAPersonIs() {
        String room = ann.createRoom();
        bob.join(room);
        try (ChatClient bobsPage = ChatClient.of(bob)) {
            bobsPage.join(room);
            bob.patch(ME).json(object("displayName", "Bob of the Hill")).send().expect(200);

            await().untilAsserted(
                            () -> assertThat(displayName(member(room, bob))).isEqualTo("Bob of the Hill"));
            assertThat(member(room, ann).containsKey("displayName")).isFalse();
            assertThat(displayName(bob.get("/api/auth/me").send().object())).isEqualTo("Bob of the Hill");
            ann.put("/api/users/me/blocks/" + bob.id()).send().expect(204);
            assertThat(displayName(find(ann.get("/api/users/me/blocks").send(), bob)))
                    .isEqualTo("Bob of the Hill");
            ann.delete("/api/users/me/blocks/" + bob.id()).send().expect(204);
            JsonObject direct = ann.post("/api/chat/direct")
                    .json("{\"userIds\": [\"" + bob.id() + "\"]}")
                    .send()
                    .expect(200)
                    .object();
            assertThat(direct.getJsonArray("people").getValuesAs(JsonObject.class))
                    .filteredOn(each -> each.containsKey("displayName"))
                    .singleElement()
                    .extracting(ProfilesIT::displayName)
                    .isEqualTo("Bob of the Hill");
            assertThat(bobsPage.send(room, "hello").containsKey("displayName")).isFalse();

            // What a socket that is still open joins with is the new one.
            String other = ann.createRoom();
            bobsPage.join(other);
            assertThat(displayName(member(other, bob))).isEqualTo("Bob of the Hill");
            bob.patch(ME).json(object("displayName", bob.name())).send().expect(200);
            await().untilAsserted(() ->
                    assertThat(member(other, bob).containsKey("displayName")).isFalse());
        }
    }

    private JsonObject member(String room, Person person) {
        return find(ann.get("/api/chat/rooms/" + room + "/members").send(), person);
    }

    private static JsonObject find(Reply list, Person person) {
        return list.expect(200).array().getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("_id").equals(person.id()))
                .findFirst()
                .orElseThrow();
    }

    private static String displayName(JsonObject person) {
        return person.getString("displayName", "");
    }

    @Test
    void aNewPictureIsEverywhere() {
        String room = ann.createRoom();
        bob.join(room);
        try (ChatClient annsPage = ChatClient.of(ann);
                ChatClient bobsPage = ChatClient.of(bob)) {
            annsPage.join(room);
            bobsPage.join(room);
            String address = put(ann, Files.png(20, 20), "image/png")
                    .expect(200)
                    .object()
                    .getString("image");

            bobsPage.awaitHeard(
                    "profile_changed", card -> card.getString("image").equals(address));
            annsPage.awaitHeard("profile_changed", card -> card.getString("_id").equals(ann.id()));
            assertThat(ann.post(room, "by REST", "1").getString("senderImage")).isEqualTo(address);
            assertThat(annsPage.send(room, "by event").getString("senderImage")).isEqualTo(address);
            assertThat(ann.again().get("/api/auth/me").send().object().getString("image"))
                    .isEqualTo(address);
        }
    }
}
