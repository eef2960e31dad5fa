package xyz.anipub.chat.rest.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;
import xyz.anipub.web.openapi.ApiDocument;

/**
 * Every call and every event of the chat, by everybody, against one table: a call that has no line in it fails, and so does a line
 * without a call. A line is done by all roles in turn, in the order of the columns, and lines in their order.
 *
 * <p>{@code +} is done; {@code F} forbidden, {@code N} not_a_member, {@code B} banned, {@code K} kicked, {@code M} muted, {@code O}
 * last_owner, {@code R} report_not_found, {@code U} unauthorized, {@code X} room_not_found.
 */
class WhoMayDoWhatIT {

    /** The last one is a moderator, but of another room. */
    private static final List<String> ROLES = List.of(
            "owner", "moderator", "member", "muted", "banned", "kicked", "stranger", "logged-out", "other moderator");

    /** Message 1 is the owner's, 2 and 3 are the member's. */
    private static final String CALLS = """
            GET    /api/chat/rooms                                               +++++++U+
            POST   /api/chat/rooms                                               +++++++U+ {"name":"$unique"}
            GET    /api/chat/rooms/{id}                                          ++++B++U+
            PATCH  /api/chat/rooms/{id}                                          +FFFNNNUN {"description":"$unique"}
            GET    /api/chat/rooms/{id}/members                                  ++++B++U+
            POST   /api/chat/rooms/{id}/read                                     ++++NNNUN {"seq":0}
            POST   /api/chat/rooms/read                                          +++++++U+
            GET    /api/chat/rooms/{id}/messages                                 ++++B++U+
            POST   /api/chat/rooms/{id}/messages                                 +++MNNNUN {"content":"x","clientId":"$unique"}
            PATCH  /api/chat/rooms/{id}/messages/{messageId}                     FF+MNNNUN {"content":"$unique"}
            PUT    /api/chat/rooms/{id}/messages/{messageId}/reactions/{emoji}   +++MNNNUN
            DELETE /api/chat/rooms/{id}/messages/{messageId}/reactions/{emoji}   +++MNNNUN
            GET    /api/chat/rooms/{id}/changes                                  ++++B++U+
            GET    /api/chat/rooms/{id}/search?q=x                               ++++B++U+
            GET    /api/chat/search?q=x                                          +++++++U+
            GET    /api/chat/mentions                                            +++++++U+
            PUT    /api/chat/rooms/{id}/messages/{messageId}/pin                 ++FFNNNUN
            GET    /api/chat/rooms/{id}/pins                                     ++++B++U+
            DELETE /api/chat/rooms/{id}/messages/{messageId}/pin                 ++FFNNNUN
            POST   /api/chat/rooms/{id}/messages/{messageId}/report              ++++B++U+ {"reason":"rude"}
            GET    /api/chat/reports                                             +++++++U+
            PATCH  /api/chat/reports/{reportId}                                  ++RRRRRUR {"state":"resolved"}
            DELETE /api/chat/rooms/{id}/messages/{messageId}                     +++FNNNUN
            PUT    /api/chat/rooms/{id}/members/{userId}/role                    +FFFNNNUN {"role":"member"}
            GET    /api/chat/invitations                                         +++++++U+
            GET    /api/chat/invitations/{code}                                  IIIIIIIUI
            POST   /api/chat/invitations/{code}/accept                           IIIIIIIUI
            GET    /api/chat/rooms/{id}/invitations                              ++++NNNUN
            POST   /api/chat/rooms/{id}/invitations                              ++++NNNUN {}
            DELETE /api/chat/rooms/{id}/invitations/{invitationId}               ++++NNNUN
            PUT    /api/chat/rooms/{id}/members/{userId}                         ++++NNNUN
            POST   /api/chat/rooms/{id}/invitation                               IIIIIIIUI
            DELETE /api/chat/rooms/{id}/invitation                               IIIIIIIUI
            GET    /api/chat/direct                                              +++++++U+
            POST   /api/chat/direct                                              +++++++U+ {"userIds":["{userId}"]}
            PUT    /api/chat/rooms/{id}/hidden                                   FFFFBFFUF
            GET    /api/chat/rooms/{id}/mutes                                    ++FFNNNUN
            PUT    /api/chat/rooms/{id}/mutes/{userId}                           ++FFNNNUN {"reason":"noise"}
            DELETE /api/chat/rooms/{id}/mutes/{userId}                           ++FFNNNUN
            DELETE /api/chat/rooms/{id}/members/{userId}                         ++FFNNNUN
            GET    /api/chat/rooms/{id}/bans                                     ++FFNNNUN
            PUT    /api/chat/rooms/{id}/bans/{userId}                            ++FFNNNUN {}
            DELETE /api/chat/rooms/{id}/bans/{userId}                            ++FFNNNUN
            GET    /api/chat/rooms/{id}/audit                                    ++FFNNNUN
            GET    /api/chat/audit                                               FFFFFFFUF
            POST   /api/chat/rooms/{id}/join                                     ++++BK+U+
            DELETE /api/chat/rooms/{id}/leave                                    O++++++U+
            DELETE /api/chat/rooms/{id}                                          +XXXXXXUX
            """;

    /** Without the column of who is logged out, and cannot connect. */
    private static final String EVENTS = """
            enter_room        ++++NNNN
            get_active_users  ++++NNNN
            send_message      +++MNNNN
            edit_message      FF+MNNNN
            add_reaction      +++MNNNN
            remove_reaction   +++MNNNN
            mark_read         ++++NNNN
            typing            +++MNNNN
            stop_typing       ++++NNNN
            pin_message       ++FFNNNN
            unpin_message     ++FFNNNN
            delete_message    +++FNNNN
            leave_room        ++++++++
            join_room         ++++BK++
            """;

    private static Map<String, Optional<Person>> cast;

    /** Whom a room is about, and what. */
    private record Scene(String room, String message, String target, String report) {}

    @BeforeAll
    static void people() {
        cast = new LinkedHashMap<>();
        for (String role : ROLES) {
            cast.put(role, role.equals("logged-out") ? Optional.empty() : Optional.of(Person.register(role)));
        }
        Person other = person("other moderator");
        Person owner = Person.register("Other owner");
        String elsewhere = owner.createRoom();
        other.join(elsewhere);
        owner.giveRole(elsewhere, other, "moderator");
    }

    private static Person person(String role) {
        return cast.get(role).orElseThrow();
    }

    private static Scene scene() {
        Person owner = person("owner");
        String room = owner.createRoom();
        Person target = Person.register("Target");
        List.of("moderator", "member", "muted", "banned", "kicked")
                .forEach(role -> person(role).join(room));
        target.join(room);
        owner.giveRole(room, person("moderator"), "moderator");
        for (String kind : List.of("mute", "ban")) {
            String done = kind.equals("mute") ? "muted" : "banned";
            owner.put(Person.room(room) + "/" + kind + "s/" + person(done).id())
                    .json(object())
                    .send()
                    .expect(204);
        }
        owner.delete(Person.room(room) + "/members/" + person("kicked").id())
                .send()
                .expect(204);
        String message = person("member").post(room, "by a member", "1").getString("_id");
        target.post(Person.room(room) + "/messages/" + message + "/report")
                .json(object("reason", "rude"))
                .send()
                .expect(204);
        String report = owner.get("/api/chat/reports").send().expect(200).array().getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("roomId").equals(room))
                .findFirst()
                .orElseThrow()
                .getString("_id");
        return new Scene(room, message, target.id(), report);
    }

    private static String filled(String text, Scene scene) {
        return text.replace("{id}", scene.room())
                .replace("{messageId}", scene.message())
                .replace("{userId}", scene.target())
                .replace("{reportId}", scene.report())
                .replace("{invitationId}", scene.message())
                .replace("{code}", "Zm9vYmFyYmF6cXV4MTIzNA")
                .replace("{emoji}", "%F0%9F%91%8D")
                .replace("$unique", unique("It"));
    }

    @Test
    void byCalls() {
        List<String[]> lines =
                CALLS.lines().map(line -> line.strip().split("\\s+", 4)).toList();
        TreeSet<String> documented = new TreeSet<>();
        ApiDocument.OPENAPI.read().getJsonObject("paths").forEach((path, item) -> item.asJsonObject().keySet().stream()
                .filter(method -> path.startsWith("/api/chat/") && !method.equals("parameters"))
                .forEach(method -> documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        assertThat(lines.stream().map(line -> line[0] + " " + line[1].split("\\?")[0]))
                .as("the calls of the table are those that there are")
                .containsExactlyInAnyOrderElementsOf(documented);

        Scene scene = scene();
        List<String> differences = new ArrayList<>();
        for (String[] line : lines) {
            StringBuilder outcomes = new StringBuilder();
            for (String role : ROLES) {
                ChatApi.Call call = SharedChat.api().call(line[0], filled(line[1], scene));
                cast.get(role).ifPresent(person -> call.bearer(person.token()));
                if (line.length > 3) {
                    call.json(filled(line[3], scene));
                }
                outcomes.append(outcome(call.send()));
            }
            if (!outcomes.toString().equals(line[2])) {
                differences.add("%s %s: %s, not %s".formatted(line[0], line[1], outcomes, line[2]));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String outcome(Reply reply) {
        return reply.status() < 300 ? "+" : sign(reply.object().getString("code"));
    }

    private static String sign(String code) {
        return Map.of(
                        "forbidden",
                        "F",
                        "not_a_member",
                        "N",
                        "banned",
                        "B",
                        "invitation_not_found",
                        "I",
                        "kicked",
                        "K",
                        "muted",
                        "M",
                        "last_owner",
                        "O",
                        "report_not_found",
                        "R",
                        "unauthorized",
                        "U",
                        "room_not_found",
                        "X")
                .getOrDefault(code, code);
    }

    @Test
    void byEvents() {
        List<String[]> lines =
                EVENTS.lines().map(line -> line.strip().split("\\s+")).toList();
        TreeSet<String> documented = new TreeSet<>();
        ApiDocument.ASYNCAPI.read().getJsonObject("operations").forEach((name, operation) -> {
            if (operation.asJsonObject().getString("action").equals("receive")) {
                documented.add(name);
            }
        });
        assertThat(lines.stream().map(line -> line[0]))
                .as("the events of the table are those that there are")
                .containsExactlyInAnyOrderElementsOf(documented);

        Scene scene = scene();
        List<String> differences = new ArrayList<>();
        List<ChatClient> clients = new ArrayList<>();
        try {
            cast.values().forEach(person -> person.map(ChatClient::of).ifPresent(clients::add));
            for (String[] line : lines) {
                StringBuilder outcomes = new StringBuilder();
                clients.forEach(client -> outcomes.append(outcome(client.ask(line[0], payload(scene)))));
                if (!outcomes.toString().equals(line[1])) {
                    differences.add("%s: %s, not %s".formatted(line[0], outcomes, line[1]));
                }
            }
        } finally {
            clients.forEach(ChatClient::close);
        }
        assertThat(differences).isEmpty();
    }

    /** Whatever any event needs: what is too much is ignored. */
    private static JsonObject payload(Scene scene) {
        return jakarta.json.Json.createObjectBuilder(object(
                        "roomId", scene.room(), "messageId", scene.message(), "content", unique("It"), "emoji", "👍"))
                .add("seq", 0)
                .build();
    }

    private static String outcome(JsonObject ack) {
        return ack.getBoolean("ok") ? "+" : sign(ack.getJsonObject("error").getString("code"));
    }

    @Test
    void hasAColumnForEachRole() {
        assertThat(CALLS.lines().map(line -> line.strip().split("\\s+")[2]))
                .allMatch(outcomes -> outcomes.length() == ROLES.size());
        assertThat(Arrays.stream(EVENTS.split("\n")).map(line -> line.strip().split("\\s+")[1]))
                .allMatch(outcomes -> outcomes.length() == ROLES.size() - 1);
    }
}
