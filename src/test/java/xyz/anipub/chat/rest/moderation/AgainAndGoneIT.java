package xyz.anipub.chat.rest.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.picture.Files;
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

    /**
     * What an admin, {@code A}, or people themselves, {@code S}, do to an account once, once more, when it has just been deleted, and when it was
     * never there; {@code -} is not tried. Lines are done in their order to one account, those of {@code N} each to a new one, by itself.
     */
    private static final String ACCOUNTS = """
            S PATCH  users/me                         ok ok unauthorized unauthorized {"bio":"x"}
            S PUT    users/me/image                   ok ok unauthorized unauthorized (picture)
            S DELETE users/me/image                   ok ok unauthorized unauthorized
            S GET    users/me/export                  ok ok unauthorized unauthorized
            S POST   auth/renewal                     ok ok unauthorized unauthorized
            S DELETE auth/sessions/{session}          ok not_found unauthorized unauthorized
            N PUT    auth/password                    ok unauthorized unauthorized unauthorized {"current":"correct horse battery","next":"battery staple"}
            N POST   auth/logout                      ok unauthorized unauthorized unauthorized
            N POST   users/me/deletion                ok unauthorized unauthorized unauthorized {"password":"correct horse battery","messages":"keep"}
            A POST   auth/reset                       ok forbidden forbidden forbidden {"code":"{code}","next":"battery staple"}
            A POST   users/{userId}/reset             ok ok not_found not_found
            A GET    users/{userId}                   ok ok not_found not_found
            A PUT    users/me/blocks/{userId}         ok ok ok ok
            A DELETE users/me/blocks/{userId}         ok ok ok ok
            A POST   chat/direct                      ok ok unreachable unreachable {"userIds":["{userId}"]}
            A PUT    users/{userId}/suspension        ok ok not_found not_found {}
            A DELETE users/{userId}/suspension        ok ok not_found not_found
            A DELETE invitations/{invitation}         ok not_found ok not_found
            A PUT    admin/registration               ok ok - - {"mode":"open"}
            A PUT    admin/registration               ok ok - - {"mode":null}
            """;

    private static final byte[] PICTURE = Files.png(20, 20);

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

    /** An account, and what there is of it. */
    private record Account(Person person, String session, String code, String invitation) {

        static Account fresh(Person person) {
            Person admin = SharedChat.admin();
            String session =
                    person
                            .again()
                            .get("/api/auth/sessions")
                            .send()
                            .expect(200)
                            .object()
                            .getJsonArray("sessions")
                            .stream()
                            .map(JsonValue::asJsonObject)
                            .filter(each -> each.getBoolean("current"))
                            .findFirst()
                            .orElseThrow()
                            .getString("_id");
            String code = admin.post("/api/users/" + person.id() + "/reset")
                    .send()
                    .expect(201)
                    .object()
                    .getString("code");
            String invitation = admin.post("/api/invitations")
                    .json("{}")
                    .send()
                    .expect(201)
                    .object()
                    .getString("_id");
            return new Account(person, session, code, invitation);
        }

        static Account nobody() {
            String none = new ObjectId().toHexString();
            Person unknown = new Person(SharedChat.api(), none, "Nobody", "no token", "");
            return new Account(unknown, none, "Zm9vYmFyYmF6cXV4MTIzNA", none);
        }

        String fill(String text) {
            return text.replace("{userId}", person.id())
                    .replace("{session}", session)
                    .replace("{code}", code)
                    .replace("{invitation}", invitation);
        }
    }

    @Test
    void ofAccountsIsAnsweredAsTheTableSays() {
        Account left = Account.fresh(Person.register("Left"));
        left.person()
                .post("/api/users/me/deletion")
                .json(object("password", Person.PASSWORD, "messages", "keep"))
                .send()
                .expect(204);
        Account none = Account.nobody();
        Account one = Account.fresh(Person.register("There"));
        List<String> differences = new ArrayList<>();
        for (String line : ACCOUNTS.lines().map(String::strip).toList()) {
            String[] parts = line.split("\\s+", 8);
            Account there = parts[0].equals("N") ? Account.fresh(Person.register("Fresh")) : one;
            List<String> expected = List.of(parts).subList(3, 7);
            List<Account> accounts = List.of(there, there, left, none);
            List<String> outcomes = IntStream.range(0, accounts.size())
                    .mapToObj(i -> expected.get(i).equals("-") ? "-" : outcome(parts, accounts.get(i)))
                    .toList();
            if (!outcomes.equals(expected)) {
                differences.add("%s %s: %s, not %s".formatted(parts[1], parts[2], outcomes, expected));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String outcome(String[] parts, Account account) {
        Person caller = parts[0].equals("A") ? SharedChat.admin() : account.person();
        ChatApi.Call call = SharedChat.api()
                .call(parts[1], "/api/" + account.fill(parts[2]))
                .bearer(caller.token());
        String body = parts.length > 7 ? parts[7] : "";
        if (body.equals("(picture)")) {
            call.header("Content-Type", "image/png").bytes(BodyPublishers.ofByteArray(PICTURE));
        } else if (!body.isEmpty()) {
            call.json(account.fill(body));
        }
        Reply reply = call.send();
        return reply.status() < 300 ? "ok" : reply.object().getString("code");
    }
}
