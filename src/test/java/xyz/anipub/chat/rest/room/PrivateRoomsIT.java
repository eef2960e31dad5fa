package xyz.anipub.chat.rest.room;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;
import xyz.anipub.web.openapi.ApiDocument;

/** A private room does not exist for who is no member: whatever is asked is answered as for an id that is nobody's. */
class PrivateRoomsIT {

    private Person alice;
    private Person eve;
    private String name;
    private String room;
    private JsonObject message;

    @BeforeEach
    void open() {
        alice = Person.register("Alice");
        eve = Person.register("Eve");
        name = Person.unique("Den");
        room = create(alice, name, "private").getString("_id");
        message = alice.post(room, "the secret", "c1");
    }

    private static JsonObject create(Person creator, String name, String visibility) {
        return creator.post("/api/chat/rooms")
                .json(object("name", name, "visibility", visibility))
                .send()
                .expect(201)
                .object();
    }

    /** Of all calls together, as each takes what it needs. */
    private static final String BODY =
            "{\"name\":\"Mine\",\"content\":\"x\",\"clientId\":\"c1\",\"seq\":1,\"reason\":\"x\",\"role\":\"member\"}";

    /** Each call with a room in its address: method, address, and whether it has a body. */
    private record Asked(String method, String path, boolean hasBody) {

        Reply of(String id, String thing, Optional<String> token) {
            String address =
                    path.replace("{id}", id).replace("{emoji}", "%F0%9F%91%8D").replaceAll("\\{.*?}", thing);
            ChatApi.Call call = SharedChat.api().call(method, address + (path.endsWith("/search") ? "?q=secret" : ""));
            token.ifPresent(call::bearer);
            return (hasBody ? call.json(BODY) : call).send();
        }
    }

    private static List<Asked> calls() {
        List<Asked> calls = new ArrayList<>();
        ApiDocument.OPENAPI.read().getJsonObject("paths").forEach((path, item) -> {
            if (path.startsWith("/api/chat/rooms/{id}")) {
                item.asJsonObject().forEach((method, operation) -> {
                    if (!method.equals("parameters")) {
                        calls.add(new Asked(
                                method.toUpperCase(Locale.ROOT),
                                path,
                                operation.asJsonObject().containsKey("requestBody")));
                    }
                });
            }
        });
        return calls;
    }

    @Test
    void isAnsweredAsAnIdThatIsNobodysByEachCall() {
        String nowhere = new ObjectId().toHexString();
        String thing = message.getString("_id");
        assertThat(calls()).hasSizeGreaterThan(30);
        for (Asked call : calls()) {
            for (Optional<String> token : List.of(Optional.of(eve.token()), Optional.<String>empty())) {
                Reply hidden = call.of(room, thing, token);
                assertThat(told(hidden)).as("%s", call).isEqualTo(told(call.of(nowhere, thing, token)));
                assertThat(hidden.status()).as("%s", call).isEqualTo(token.isPresent() ? 404 : 401);
            }
        }
        assertThat(alice.messages(room)).hasSize(1);
    }

    /** All of an answer but its time. */
    private static Map<String, Object> told(Reply reply) {
        Map<String, Object> told = new TreeMap<>(reply.headers().map());
        told.keySet().removeIf(header -> header.equalsIgnoreCase("date"));
        told.put("status", reply.status());
        told.put("text", reply.text());
        return told;
    }

    @Test
    void isAnsweredAsAnIdThatIsNobodysByEachEvent() {
        String nowhere = new ObjectId().toHexString();
        try (ChatClient client = ChatClient.of(eve)) {
            for (String event : events()) {
                assertThat(client.ask(event, payload(room))).as(event).isEqualTo(client.ask(event, payload(nowhere)));
            }
            assertThat(client.ask("send_message", object("roomId", room, "_id", message.getString("_id"))))
                    .isEqualTo(client.ask("send_message", object("roomId", nowhere, "_id", message.getString("_id"))));
        }
    }

    private static List<String> events() {
        JsonObject operations = ApiDocument.ASYNCAPI.read().getJsonObject("operations");
        return operations.keySet().stream()
                .filter(event ->
                        operations.getJsonObject(event).getString("action").equals("receive"))
                .toList();
    }

    private JsonObject payload(String id) {
        return Json.createObjectBuilder(
                        object("roomId", id, "content", "x", "messageId", message.getString("_id"), "emoji", "👍"))
                .add("seq", 1)
                .build();
    }

    @Test
    void isInNoListAndItsNameIsNobodysBusiness() {
        assertThat(create(eve, name, "public").getString("name")).isEqualTo(name);
        String key = Person.unique("Other");
        create(alice, key, "private");
        create(alice, key, "private");

        assertThat(eve.get("/api/chat/rooms?q=" + room).send().expect(200).array())
                .isEmpty();
        assertThat(eve.get("/api/chat/rooms?limit=200").send().expect(200).strings("_id"))
                .doesNotContain(room);
        assertThat(alice.get("/api/chat/rooms?limit=200").send().expect(200).strings("_id"))
                .doesNotContain(room);
        assertThat(alice.get("/api/chat/rooms?member=true").send().expect(200).strings("_id"))
                .contains(room);
        assertThat(eve.get("/api/chat/search?q=secret").send().expect(200).array())
                .isEmpty();
        assertThat(alice.get("/api/chat/search?q=secret").send().expect(200).array())
                .hasSize(1);
    }

    @Test
    void isToldLiveToItsMembersAlone() {
        try (ChatClient member = ChatClient.of(alice);
                ChatClient stranger = ChatClient.of(eve)) {
            alice.post(room, "news", "c2");
            member.awaitHeard("rooms_changed", change -> change.toString().contains(room));
            String shown = alice.createRoom();
            stranger.awaitHeard("rooms_changed", change -> change.toString().contains(shown));
            assertThat(stranger.heard("rooms_changed").toString()).doesNotContain(room);

            alice.delete(Person.room(room)).send().expect(204);
            member.awaitHeard(
                    "rooms_changed", change -> change.get("deleted").toString().contains(room));
            String later = alice.createRoom();
            stranger.awaitHeard("rooms_changed", change -> change.toString().contains(later));
            assertThat(stranger.heard("rooms_changed").toString()).doesNotContain(room);
        }
    }

    @Test
    void becomesPublicAndPrivateAgain() {
        alice.patch(Person.room(room))
                .json(object("visibility", "public"))
                .send()
                .problemOf("invalid", "confirm");
        JsonObject confirmed = Json.createObjectBuilder(object("visibility", "public"))
                .add("confirm", true)
                .build();
        create(eve, name, "public");
        alice.patch(Person.room(room)).json(confirmed).send().problem(409, "conflict");
        alice.patch(Person.room(room))
                .json(object("name", Person.unique("Hall")))
                .send()
                .expect(200);
        alice.patch(Person.room(room)).json(confirmed).send().expect(200);
        alice.patch(Person.room(room)).json(confirmed).send().expect(200);

        assertThat(eve.messages(room)).isEmpty();
        alice.post(room, "for all", "c3");
        assertThat(eve.messages(room))
                .extracting(each -> each.getString("content"))
                .containsExactly("for all");
        assertThat(alice.messages(room)).hasSize(2);
        eve.patch(Person.room(room))
                .json(object("visibility", "private"))
                .send()
                .problem(403, "not_a_member");

        try (ChatClient stranger = ChatClient.of(eve);
                ChatClient member = ChatClient.of(alice)) {
            alice.patch(Person.room(room))
                    .json(object("visibility", "private"))
                    .send()
                    .expect(200);
            eve.get(Person.room(room)).send().problem(404, "room_not_found");
            stranger.awaitHeard(
                    "rooms_changed", change -> change.get("deleted").toString().contains(room));
            member.awaitHeard(
                    "rooms_changed", change -> change.get("rooms").toString().contains(room));
            assertThat(member.heard("rooms_changed").toString()).doesNotContain("\"deleted\":[\"" + room);
        }
    }

    @Test
    void isEnteredByWhoIsInvited() {
        JsonObject once = Json.createObjectBuilder().add("uses", 1).build();
        Reply made =
                alice.post(Person.room(room) + "/invitations").json(once).send().expect(201);
        String code = made.object().getString("code");
        String invitation = "/api/chat/invitations/" + code;
        assertThat(made.object().getString("url")).endsWith("#invitation=" + code);
        assertThat(eve.get(invitation).send().expect(200).object().keySet())
                .containsExactlyInAnyOrder("name", "description", "memberCount");
        alice.post(invitation + "/accept").send().expect(200);
        eve.post(invitation + "/accept").send().expect(200);
        eve.post(invitation + "/accept").send().problem(404, "invitation_not_found");
        assertThat(eve.messages(room)).hasSize(1);

        eve.leave(room);
        eve.get(Person.room(room)).send().problem(404, "room_not_found");
        try (ChatClient client = ChatClient.of(eve)) {
            String asked = Person.room(room) + "/members/" + eve.id();
            alice.api().call("PUT", asked).bearer(alice.token()).send().expect(204);
            alice.api().call("PUT", asked).bearer(alice.token()).send().expect(204);
            JsonObject heard = client.awaitHeard("invited", any -> true);
            assertThat(heard.getJsonObject("room").getString("_id")).isEqualTo(room);
            assertThat(heard.getJsonObject("by").getString("_id")).isEqualTo(alice.id());
            assertThat(client.heard("invited")).hasSize(1);
            assertThat(eve.get("/api/chat/invitations").send().expect(200).strings("roomId"))
                    .containsExactly(room);
            eve.get(Person.room(room)).send().problem(404, "room_not_found");

            eve.post(Person.room(room) + "/invitation").send().expect(200);
            eve.post(Person.room(room) + "/invitation").send().problem(404, "invitation_not_found");
            assertThat(eve.get("/api/chat/invitations").send().expect(200).array())
                    .isEmpty();
            assertThat(eve.messages(room)).hasSize(1);
        }
    }

    @Test
    void mayShowNewMembersWhatIsWrittenFromThenOn() {
        alice.patch(Person.room(room))
                .json(object("history", "nonsense"))
                .send()
                .problemOf("invalid", "history");
        JsonObject edited = alice.patch(Person.room(room))
                .json(object("history", "joined"))
                .send()
                .expect(200)
                .object();
        assertThat(edited.getString("history")).isEqualTo("joined");
        String code = alice.post(Person.room(room) + "/invitations")
                .json("{}")
                .send()
                .expect(201)
                .object()
                .getString("code");
        eve.post("/api/chat/invitations/" + code + "/accept").send().expect(200);

        assertThat(eve.messages(room)).isEmpty();
        JsonObject seen = eve.get(Person.room(room)).send().expect(200).object();
        assertThat(seen.getJsonArray("messages")).isEmpty();
        assertThat(seen.getInt("firstSeq")).isEqualTo(2);
        assertThat(seen.getInt("unread")).isZero();
        assertThat(eve.get(Person.room(room) + "/search?q=secret")
                        .send()
                        .expect(200)
                        .array())
                .isEmpty();
        alice.post(room, "new", "c2");
        assertThat(eve.messages(room)).hasSize(1);
    }

    @Test
    void cannotAskWhoHasDeclinedOrBlocksOrIsNotThere() {
        String asked = Person.room(room) + "/members/";
        alice.api().call("PUT", asked + eve.id()).bearer(alice.token()).send().expect(204);
        eve.delete(Person.room(room) + "/invitation").send().expect(204);
        Person bob = Person.register("Bob");
        bob.api()
                .call("PUT", "/api/users/me/blocks/" + alice.id())
                .bearer(bob.token())
                .send()
                .expect(204);
        assertThat(bob.get("/api/users/me/blocks").send().expect(200).strings("name"))
                .containsExactly(alice.name());

        List<String> texts = List.of(eve.id(), bob.id(), new ObjectId().toHexString()).stream()
                .map(user -> {
                    Reply reply = alice.api()
                            .call("PUT", asked + user)
                            .bearer(alice.token())
                            .send();
                    reply.problem(403, "unreachable");
                    return reply.text();
                })
                .toList();
        assertThat(texts).containsOnly(texts.get(0));
        assertThat(bob.get("/api/chat/invitations").send().expect(200).array()).isEmpty();
    }
}
