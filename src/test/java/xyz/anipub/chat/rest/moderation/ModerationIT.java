package xyz.anipub.chat.rest.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

/** What moderation does to those whom it is about, live. */
class ModerationIT {

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

    private String of(String what, Person who) {
        return Person.room(room) + "/" + what + "/" + who.id();
    }

    @Test
    void aKickEndsDeliveryPresenceAndJoiningBeforeItIsAnswered() {
        try (ChatClient a = ChatClient.of(alice);
                ChatClient b = ChatClient.of(bob);
                ChatClient elsewhere = ChatClient.of(bob)) {
            a.join(room);
            b.join(room);
            elsewhere.join(room);
            alice.delete(of("members", bob) + "?reason=rude").send().expect(204);
            alice.post(room, "for members only", "1");
            b.ask("leave_room");
            assertThat(b.heard("receive_message")).isEmpty();
            assertThat(elsewhere.awaitHeard("membership_changed", any -> true).getBoolean("member"))
                    .isFalse();
            assertThat(a.awaitHeard("user_left", any -> true).getString("userId"))
                    .isEqualTo(bob.id());
            JsonObject error = b.ask("join_room", object("roomId", room)).getJsonObject("error");
            assertThat(error.getString("code")).isEqualTo("kicked");
            assertThat(Instant.parse(error.getString("until")))
                    .isAfter(Instant.now().plusSeconds(300));
            assertThat(bob.post(Person.room(room) + "/join")
                            .send()
                            .problem(403, "kicked")
                            .getString("until"))
                    .isEqualTo(error.getString("until"));
            bob.get(Person.room(room) + "/messages").send().expect(200);
        }
    }

    @Test
    void rolesAndMutesAreToldToAllSocketsOfTheirUser() {
        try (ChatClient b = ChatClient.of(bob);
                ChatClient elsewhere = ChatClient.of(bob)) {
            b.join(room);
            alice.giveRole(room, bob, "moderator");
            elsewhere.awaitHeard(
                    "membership_changed", told -> told.getString("role", "").equals("moderator"));
            assertThat(bob.get(Person.room(room)).send().object().getString("role"))
                    .isEqualTo("moderator");
            assertThat(listed(bob)).containsExactly("moderator");
            assertThat(listed(alice)).containsExactly("owner");
            alice.giveRole(room, bob, "member");
            assertThat(listed(bob)).containsExactly("member");
            String until = Instant.now().plusSeconds(3600).toString().substring(0, 19) + "Z";
            alice.put(of("mutes", bob)).json(object("until", until)).send().expect(204);
            elsewhere.awaitHeard("membership_changed", told -> told.containsKey("mutedUntil"));
            JsonObject error = b.ask("send_message", object("roomId", room, "content", "x"))
                    .getJsonObject("error");
            assertThat(error.getString("code")).isEqualTo("muted");
            assertThat(Instant.parse(error.getString("until"))).isEqualTo(Instant.parse(until));
            bob.tryPost(room, object("content", "x")).problem(403, "muted");
            alice.delete(of("mutes", bob)).send().expect(204);
            b.send(room, "again");
        }
    }

    /** What somebody is in their rooms, as the list says. */
    private static List<String> listed(Person person) {
        return person.get("/api/chat/rooms?member=true").send().expect(200).strings("role");
    }

    @Test
    void slowModeSaysHowLongToWait() {
        JsonObject slow = alice.patch(Person.room(room))
                .json(Json.createObjectBuilder().add("slowMode", 600).build())
                .send()
                .expect(200)
                .object();
        assertThat(slow.getInt("slowMode")).isEqualTo(600);
        bob.post(room, "one", "1");
        bob.post(room, "one", "1");
        Reply reply = bob.tryPost(room, object("content", "two"));
        reply.problem(429, "too_fast");
        assertThat(Integer.parseInt(reply.header("Retry-After").orElseThrow())).isBetween(300, 600);
        try (ChatClient b = ChatClient.of(bob)) {
            b.join(room);
            JsonObject error = b.ask("send_message", object("roomId", room, "content", "two"))
                    .getJsonObject("error");
            assertThat(error.getString("code")).isEqualTo("too_fast");
            assertThat(error.getInt("retryAfter")).isBetween(300, 600);
        }
        alice.post(room, "owners do not wait", "1");
        alice.post(room, "at all", "2");
        alice.patch(Person.room(room))
                .json(Json.createObjectBuilder().add("slowMode", 21_601).build())
                .send()
                .problemOf("invalid", "slowMode");
        alice.patch(Person.room(room))
                .json(object("posting", "moderators"))
                .send()
                .expect(200);
        bob.tryPost(room, object("content", "three")).problem(403, "forbidden");
    }

    @Test
    void aReportIsSeenAndDecidedAndTheMessageDeleted() {
        JsonObject message = bob.post(room, "something rude", "1");
        Person carol = Person.register("Carol");
        carol.join(room);
        try (ChatClient a = ChatClient.of(alice);
                ChatClient c = ChatClient.of(carol)) {
            c.join(room);
            carol.post(Person.path(message) + "/report")
                    .json(object("reason", "x".repeat(1_001)))
                    .send()
                    .problemOf("too_long", "reason");
            carol.post(Person.path(message) + "/report")
                    .json(object("reason", "x".repeat(100_000)))
                    .send()
                    .problem(413, "too_large");
            for (int i = 0; i < 2; i++) {
                carol.post(Person.path(message) + "/report")
                        .json(object("reason", "rude"))
                        .send()
                        .expect(204);
            }
            assertThat(a.awaitHeard("reports_changed", any -> true).getInt("open"))
                    .isEqualTo(1);
            JsonObject gone = alice.deleteMessage(message);
            assertThat(gone.getString("deletedBy")).isEqualTo("moderator");
            c.awaitHeard(
                    "message_changed", told -> told.getString("deletedBy", "").equals("moderator"));
            JsonObject report =
                    alice.get("/api/chat/reports").send().expect(200).array().getJsonObject(0);
            assertThat(report.getJsonObject("message").getString("content")).isEqualTo("something rude");
            assertThat(carol.get("/api/chat/reports").send().expect(200).array())
                    .isEmpty();
            String path = "/api/chat/reports/" + report.getString("_id");
            JsonObject decided = alice.patch(path)
                    .json(object("state", "resolved", "note", "deleted"))
                    .send()
                    .expect(200)
                    .object();
            assertThat(decided.getString("decidedBy")).isEqualTo(alice.id());
            alice.patch(path).json(object("state", "dismissed")).send().problem(409, "conflict");
            a.awaitHeard("reports_changed", told -> told.getInt("open") == 0);
            assertThat(c.heard("reports_changed")).isEmpty();
        }
        Reply audit = alice.get(Person.room(room) + "/audit").send().expect(200);
        assertThat(audit.strings("action")).containsExactly("report_resolved", "message_deleted");
        assertThat(audit.array().getJsonObject(1).getString("text")).isEqualTo("something rude");
    }

    @Test
    void whatTwoSayToEachOtherIsDeletedByAnAdminIfItWasReported() {
        JsonObject users = Json.createObjectBuilder()
                .add("userIds", Json.createArrayBuilder().add(bob.id()))
                .build();
        String pair = alice.post("/api/chat/direct").json(users).send().object().getString("_id");
        JsonObject message = alice.post(pair, "something rude", "1");
        Person admin = SharedChat.admin();
        admin.delete(Person.path(message)).send().problem(404, "room_not_found");
        bob.post(Person.path(message) + "/report")
                .json(object("reason", "rude"))
                .send()
                .expect(204);
        try (ChatClient a = ChatClient.of(alice)) {
            a.done("enter_room", object("roomId", pair));
            assertThat(admin.deleteMessage(message).getString("deletedBy")).isEqualTo("moderator");
            a.awaitHeard(
                    "message_changed", told -> told.getString("deletedBy", "").equals("moderator"));
        }
        assertThat(bob.messages(pair)).singleElement().satisfies(gone -> assertThat(gone.getString("content"))
                .isEmpty());
    }
}
