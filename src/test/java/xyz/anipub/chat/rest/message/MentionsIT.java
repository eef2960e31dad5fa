package xyz.anipub.chat.rest.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

/** Who hears that a message is about them, and what of it they may read later. */
class MentionsIT {

    private static Person ann;
    private static Person bob;

    private final String room = ann.createRoom();

    @BeforeAll
    static void people() {
        ann = Person.register("Ann");
        bob = Person.register("Bob");
    }

    /** A room whose history begins for each member where the member came. */
    private static String privateRoom() {
        JsonObject hidden = Json.createObjectBuilder()
                .add("name", Person.unique("Hidden"))
                .add("visibility", "private")
                .build();
        String id = ann.post("/api/chat/rooms")
                .json(hidden)
                .send()
                .expect(201)
                .object()
                .getString("_id");
        ann.patch(Person.room(id)).json(object("history", "joined")).send().expect(200);
        return id;
    }

    private static void invite(Person person, String to) {
        ann.put(Person.room(to) + "/members/" + person.id()).send().expect(204);
        person.post(Person.room(to) + "/invitation").send().expect(200);
    }

    private static Reply mentions(Person person, String query) {
        return person.get("/api/chat/mentions" + query).send().expect(200);
    }

    /** What a person has notice of in a room: why, and the content. */
    private static List<String> of(Person person, String room) {
        return mentions(person, "").array().getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getJsonObject("room").getString("_id").equals(room))
                .map(each -> each.getString("kind") + " "
                        + each.getJsonObject("message").getString("content"))
                .toList();
    }

    private static void awaitOf(Person person, String room, String... notices) {
        await().untilAsserted(() -> assertThat(of(person, room)).containsExactly(notices));
    }

    /** Whatever was written in the room before is noticed by then, or never. */
    private void awaitAllNoticed(String where, Person other) {
        String last = "Done, @" + other.name();
        ann.post(where, last);
        await().until(() -> of(other, where).contains("mention " + last));
    }

    private static String naming(Person person, String rest) {
        return "@" + person.name() + " " + rest;
    }

    private static Reply reply(Person person, JsonObject original, String content) {
        return person.tryPost(
                        original.getString("room"),
                        object("content", content, "replyTo", original.getString("_id"), "clientId", content))
                .expect(200);
    }

    @Test
    void areToldOnEverySocketAndListedNewestFirst() {
        bob.join(room);
        try (ChatClient here = ChatClient.of(bob);
                ChatClient inTheRoom = ChatClient.of(bob)) {
            inTheRoom.join(room);
            JsonObject named = ann.post(room, naming(bob, "look"));
            for (ChatClient each : List.of(here, inTheRoom)) {
                JsonObject heard = each.awaitHeard("mentioned", any -> true);
                assertThat(heard.getString("kind")).isEqualTo("mention");
                assertThat(heard.getString("roomId")).isEqualTo(room);
                assertThat(heard.getJsonObject("message")).isEqualTo(named);
            }
            JsonObject bobs = bob.post(room, "I have");
            reply(ann, bobs, "And?");
            here.awaitHeard("mentioned", heard -> heard.getString("kind").equals("reply"));
            reply(ann, bobs, naming(bob, "and you?"));
            here.awaitHeard("mentioned", heard -> heard.toString().contains("and you?"));
            assertThat(here.heard("mentioned")).as("once a message").hasSize(3);
        }
        assertThat(of(bob, room))
                .containsExactly("mention " + naming(bob, "and you?"), "reply And?", "mention " + naming(bob, "look"));
        Reply first = mentions(bob, "?limit=1");
        Reply second = bob.get(first.link("next").orElseThrow()).send().expect(200);
        assertThat(List.of(first, second))
                .extracting(page ->
                        page.array().getJsonObject(0).getJsonObject("message").getString("content"))
                .containsExactly(naming(bob, "and you?"), "And?");
        bob.get("/api/chat/mentions?before=1").send().problem(400, "invalid");
    }

    @Test
    void areAsTheMessagesAreNow() {
        bob.join(room);
        JsonObject edited = ann.post(room, naming(bob, "typo"));
        JsonObject unnamed = ann.post(room, naming(bob, "not you"));
        JsonObject deleted = ann.post(room, naming(bob, "not at all"));
        JsonObject later = ann.post(room, "nobody");
        awaitOf(
                bob,
                room,
                "mention " + naming(bob, "not at all"),
                "mention " + naming(bob, "not you"),
                "mention " + naming(bob, "typo"));
        ann.edit(edited, naming(bob, "mended"));
        ann.edit(unnamed, "somebody else");
        ann.deleteMessage(deleted);
        ann.edit(later, naming(bob, "after all"));
        awaitOf(bob, room, "mention " + naming(bob, "after all"), "mention " + naming(bob, "mended"));
    }

    private static void awaitHeard(ChatClient client, String... contents) {
        await().untilAsserted(() -> assertThat(client.objects("mentioned"))
                .extracting(heard -> heard.getJsonObject("message").getString("content"))
                .containsExactly(contents));
    }

    @Test
    void areOfOthersAndOfNobodyWhoIsBlocked() {
        Person cay = Person.register("Cay");
        List.of(bob, cay).forEach(person -> person.join(room));
        JsonObject own = bob.post(room, naming(bob, "note to self"));
        reply(bob, own, "indeed");
        try (ChatClient client = ChatClient.of(bob)) {
            // What is listed may be told a moment later, in the order in which it was written.
            cay.post(room, naming(bob, "before"));
            awaitHeard(client, naming(bob, "before"));
            bob.put("/api/users/me/blocks/" + cay.id()).send().expect(204);
            cay.post(room, naming(bob, "blocked"));
            awaitAllNoticed(room, bob);
            awaitHeard(client, naming(bob, "before"), "Done, @" + bob.name());
        }
        assertThat(of(bob, room)).containsExactly("mention Done, @" + bob.name());
        bob.delete("/api/users/me/blocks/" + cay.id()).send().expect(204);
        assertThat(of(bob, room)).as("of the time before the block").hasSize(2);
    }

    @Test
    void areGoneWithTheRightToRead() {
        Person dee = Person.register("Dee");
        String hidden = privateRoom();
        for (String each : List.of(room, hidden)) {
            if (each.equals(room)) {
                dee.join(each);
            } else {
                invite(dee, each);
            }
            ann.post(each, naming(dee, "read this"));
            awaitOf(dee, each, "mention " + naming(dee, "read this"));
        }
        try (ChatClient client = ChatClient.of(dee)) {
            // Kicked and banned.
            ann.delete(Person.room(hidden) + "/members/" + dee.id()).send().expect(204);
            ann.put(Person.room(room) + "/bans/" + dee.id()).json("{}").send().expect(204);
            assertThat(of(dee, hidden)).isEmpty();
            assertThat(of(dee, room)).isEmpty();
            for (String each : List.of(room, hidden)) {
                ann.post(each, naming(dee, "behind your back"));
            }
            bob.join(room);
            awaitAllNoticed(room, bob);
            client.ask("leave_room");
            // What was said before may be told late.
            assertThat(client.heard("mentioned").toString()).doesNotContain("behind your back");
        }
        ann.delete(Person.room(room) + "/bans/" + dee.id()).send().expect(204);
        dee.join(room);
        assertThat(of(dee, room)).containsExactly("mention " + naming(dee, "read this"));
        ann.delete(Person.room(room)).send().expect(204);
        assertThat(of(dee, room)).isEmpty();
    }

    @Test
    void quoteAndListNothingOfBeforeOnesOwnHistory() {
        Person eve = Person.register("Eve");
        String hidden = privateRoom();
        invite(eve, hidden);
        JsonObject before = eve.post(hidden, "mine");
        reply(ann, before, "an answer");
        awaitOf(eve, hidden, "reply an answer");
        eve.delete(Person.room(hidden) + "/leave").send().expect(200);
        invite(eve, hidden);
        assertThat(of(eve, hidden)).isEmpty();
        try (ChatClient client = ChatClient.of(eve)) {
            reply(ann, before, naming(eve, "again"));
            JsonObject heard = client.awaitHeard("mentioned", any -> true);
            assertThat(heard.toString()).doesNotContain("mine");
        }
        assertThat(of(eve, hidden)).containsExactly("mention " + naming(eve, "again"));
        assertThat(mentions(eve, "").text()).doesNotContain("mine");
    }

    @Test
    void areOfDirectMessagesToo() {
        String direct = ann.post("/api/chat/direct")
                .json(Json.createObjectBuilder()
                        .add("userIds", Json.createArrayBuilder().add(bob.id()))
                        .build())
                .send()
                .expect(200)
                .object()
                .getString("_id");
        reply(ann, bob.post(direct, "psst"), "yes?");
        awaitOf(bob, direct, "reply yes?");
        JsonObject first = mentions(bob, "").array().getJsonObject(0);
        assertThat(first.getJsonObject("room")).isEqualTo(object("_id", direct, "kind", "direct", "name", ""));
    }
}
