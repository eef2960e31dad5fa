package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.PASSWORD;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.Together;

/** What one node is told of people holds on the other when it has answered. Those who are handed in talk to that other one. */
final class AccountsOfBoth {

    private static final String NOBODY = "Deleted user";

    private AccountsOfBoth() {}

    static void suspend(Person admin, Person guest) {
        String path = "/api/users/" + guest.id() + "/suspension";
        admin.put(path).json(object("reason", "spam")).send().expect(204);
    }

    static void nobodyWritesToWhomIsSuspended(Person host, Person guest, Person admin) {
        String pair = host.post("/api/chat/direct")
                .json(Json.createObjectBuilder()
                        .add("userIds", Json.createArrayBuilder().add(guest.id()))
                        .build())
                .send()
                .expect(200)
                .object()
                .getString("_id");
        host.post(pair, "hello", "1");
        suspend(admin, guest);
        host.tryPost(pair, object("content", "x", "clientId", "2")).problem(403, "unreachable");
        admin.delete("/api/users/" + guest.id() + "/suspension").send().expect(204);
        host.post(pair, "welcome back", "3");
    }

    /** Sockets, tokens and the way to a person end before the answer; the name goes behind it, and is told. */
    static void whoIsGoneIsGone(Person host, Person guest, String room, URI one) {
        guest.join(room);
        JsonObject last = guest.post(room, "by a guest", "1");
        try (ChatClient phone = ChatClient.of(guest);
                ChatClient hears = ChatClient.of(host)) {
            phone.join(room);
            hears.join(room);
            guest.get("/api/auth/me").send().expect(200);
            guest.at(one)
                    .post("/api/users/me/deletion")
                    .json(object("password", PASSWORD, "messages", "keep"))
                    .send()
                    .expect(204);
            host.post(room, "for members only", "1");
            guest.get("/api/auth/me").send().problem(401, "unauthorized");
            assertThat(phone.awaitEnd()).isEqualTo("io server disconnect");
            assertThat(phone.heard("receive_message")).isEmpty();
            host.post("/api/chat/direct")
                    .json(Json.createObjectBuilder()
                            .add("userIds", Json.createArrayBuilder().add(guest.id()))
                            .build())
                    .send()
                    .problem(403, "unreachable");
            hears.awaitHeard("profile_changed", card -> card.getString("name").equals(NOBODY));
            hears.awaitHeard(
                    "message_changed",
                    told -> told.getString("_id").equals(last.getString("_id"))
                            && told.getString("senderName").equals(NOBODY));
        }
        assertThat(host.messages(room, "").expect(200).text())
                .contains(NOBODY, "by a guest")
                .doesNotContain(guest.name());
    }

    /** In a room with slow mode, of two posts of a person at once, each through a node. */
    static void oneOfTwoPostsIsTooFast(Person host, Person guest, String room, URI one) {
        guest.join(room);
        host.patch(Person.room(room))
                .json(Json.createObjectBuilder().add("slowMode", 3_600).build())
                .send()
                .expect(200);
        List<Reply> answers = Together.both(
                () -> guest.at(one).tryPost(room, object("content", "x", "clientId", "1")),
                () -> guest.tryPost(room, object("content", "x", "clientId", "2")));
        assertThat(answers).extracting(Reply::status).containsExactlyInAnyOrder(200, 429);
        Reply refused = answers.get(answers.get(0).status() == 429 ? 0 : 1);
        refused.problem(429, "too_fast");
        assertThat(refused.header("Retry-After").map(Integer::parseInt).orElseThrow())
                .isBetween(3_000, 3_600);
        assertThat(host.messages(room)).hasSize(1);
    }
}
