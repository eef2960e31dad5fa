package xyz.anipub.chat.rest.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

/**
 * What an owner of a room does to somebody or something once, once more, when that one has just left or it is deleted, and when it was never there.
 * {@code ok}, or the code of the refusal. Each line begins with a room of its own.
 */
class AgainAndGoneIT {

    private static final String CALLS = """
            PUT    rooms/{id}/members/{userId}/role          ok ok member_not_found member_not_found {"role":"moderator"}
            DELETE rooms/{id}/members/{userId}               ok ok member_not_found member_not_found
            PUT    rooms/{id}/bans/{userId}                  ok ok ok ok {}
            DELETE rooms/{id}/bans/{userId}                  ok ok ok ok
            PUT    rooms/{id}/mutes/{userId}                 ok ok ok ok {}
            DELETE rooms/{id}/mutes/{userId}                 ok ok ok ok
            PUT    rooms/{id}/members/{userId}               ok ok ok unreachable
            POST   direct                                    ok ok ok unreachable {"userIds":["{userId}"]}
            PUT    rooms/{id}/messages/{messageId}/pin       ok ok conflict message_not_found
            DELETE rooms/{id}/messages/{messageId}/pin       ok ok ok message_not_found
            POST   rooms/{id}/messages/{messageId}/report    ok ok conflict message_not_found {"reason":"rude"}
            DELETE rooms/{id}/messages/{messageId}           ok ok ok message_not_found
            PATCH  reports/{reportId}                        ok ok ok report_not_found {"state":"resolved"}
            DELETE rooms/{id}/invitations/{invitationId}     ok ok ok ok
            DELETE rooms/{id}                                ok room_not_found ok room_not_found
            """;

    private static Person owner;
    private static Person member;
    private static Person gone;

    @BeforeAll
    static void people() {
        owner = Person.register("Owner");
        member = Person.register("Member");
        gone = Person.register("Gone");
    }

    /** A room, and what is in it. */
    private record Target(String room, String user, String message, String report, String invitation) {

        static Target nobody(String room) {
            String none = new ObjectId().toHexString();
            return new Target(room, none, none, none, none);
        }

        String fill(String text) {
            return text.replace("{id}", room)
                    .replace("{userId}", user)
                    .replace("{messageId}", message)
                    .replace("{reportId}", report)
                    .replace("{invitationId}", invitation);
        }
    }

    private static Target of(String room, Person person) {
        person.join(room);
        JsonObject message = person.post(room, "by " + person.name(), unique("id"));
        person.post(Person.path(message) + "/report")
                .json(object("reason", "odd"))
                .send()
                .expect(204);
        String report = owner.get("/api/chat/reports").send().expect(200).array().getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("roomId").equals(room)
                        && each.getString("reporter").equals(person.id()))
                .findFirst()
                .orElseThrow()
                .getString("_id");
        String invitation = person.post(Person.room(room) + "/invitations")
                .json("{}")
                .send()
                .expect(201)
                .object()
                .getString("_id");
        return new Target(room, person.id(), message.getString("_id"), report, invitation);
    }

    @Test
    void isAnsweredAsTheTableSays() {
        List<String> differences = new ArrayList<>();
        for (String line : CALLS.lines().map(String::strip).toList()) {
            String[] parts = line.split("\\s+", 7);
            String room = owner.createRoom();
            String elsewhere = parts[1].equals("rooms/{id}") ? owner.createRoom() : room;
            Target there = of(room, member);
            Target left = of(elsewhere, gone);
            gone.deleteMessage(gone.messages(elsewhere).stream()
                    .filter(each -> each.getString("_id").equals(left.message()))
                    .findFirst()
                    .orElseThrow());
            gone.leave(elsewhere);
            String body = parts.length > 6 ? parts[6] : "";
            Target none = Target.nobody(parts[1].equals("rooms/{id}") ? new ObjectId().toHexString() : room);
            List<String> outcomes = List.of(
                    outcome(parts, body, there),
                    outcome(parts, body, there),
                    outcome(parts, body, left),
                    outcome(parts, body, none));
            List<String> expected = List.of(parts).subList(2, 6);
            if (!outcomes.equals(expected)) {
                differences.add("%s %s: %s, not %s".formatted(parts[0], parts[1], outcomes, expected));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String outcome(String[] parts, String body, Target target) {
        ChatApi.Call call = SharedChat.api().call(parts[0], "/api/chat/" + target.fill(parts[1]));
        Reply reply = (body.isEmpty() ? call : call.json(target.fill(body)))
                .bearer(owner.token())
                .send();
        return reply.status() < 300 ? "ok" : reply.object().getString("code");
    }
}
