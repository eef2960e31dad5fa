package xyz.anipub.chat.rest.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.bson.types.ObjectId;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.web.openapi.ApiDocument;

/**
 * Every call and every event of the chat, by everybody, against one table: a call that has no line in it fails, and so does a line
 * without a call. A line is done by all roles in turn, in the order of the columns, and lines in their order.
 *
 * <p>It is for several servers: what people are may come about on one node, and what they do be done on another.
 *
 * @see Rights
 */
public final class WhoMayDoWhat {

    private static final String LOGGED_OUT = "logged-out";
    private static final String OTHER_MODERATOR = "other moderator";
    private static final String SITE_ADMIN = "site admin";

    private static final List<String> ROLES = List.of(
            "owner",
            "moderator",
            "member",
            "muted",
            "banned",
            "kicked",
            "stranger",
            LOGGED_OUT,
            OTHER_MODERATOR,
            SITE_ADMIN);

    private final Map<String, Optional<Person>> cast = new LinkedHashMap<>();
    private final ChatApi at;

    /** Whom a room is about, and what. */
    private record Scene(String room, String message, String target, String report) {}

    /**
     * @param setting where people become what they are
     * @param at where they then do what the tables say
     * @param admin of the site
     */
    public WhoMayDoWhat(ChatApi setting, ChatApi at, Person admin) {
        this.at = at;
        ROLES.forEach(role -> cast.put(role, person(setting, role, admin)));
        Person other = person(OTHER_MODERATOR);
        Person owner = Person.register(setting, "Other owner");
        String elsewhere = owner.createRoom();
        other.join(elsewhere);
        owner.giveRole(elsewhere, other, "moderator");
    }

    private static Optional<Person> person(ChatApi setting, String role, Person admin) {
        return switch (role) {
            case LOGGED_OUT -> Optional.empty();
            case SITE_ADMIN -> Optional.of(admin);
            default -> Optional.of(Person.register(setting, role));
        };
    }

    private Person person(String role) {
        return cast.get(role).orElseThrow();
    }

    /** The others first, and the admin in a room that nobody has changed yet. */
    private static List<List<String>> turns() {
        return List.of(ROLES.subList(0, ROLES.size() - 1), List.of(SITE_ADMIN));
    }

    private Scene scene(String visibility) {
        Person owner = person("owner");
        String room = owner.post("/api/chat/rooms")
                .json(object("name", unique("Scene"), "visibility", visibility))
                .send()
                .expect(201)
                .object()
                .getString("_id");
        Person target = Person.register(owner.api(), "Target");
        boolean isPrivate = visibility.equals("private");
        for (Person each : List.of(
                person("moderator"), person("member"), person("muted"), person("banned"), person("kicked"), target)) {
            if (isPrivate) {
                owner.put(Person.room(room) + "/members/" + each.id()).send().expect(204);
                each.post(Person.room(room) + "/invitation").send().expect(200);
            } else {
                each.join(room);
            }
        }
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
                .replace("{invitation}", "0".repeat(24))
                .replace("{session}", "0".repeat(24))
                .replace("{code}", "Zm9vYmFyYmF6cXV4MTIzNA")
                .replace("{emoji}", "%F0%9F%91%8D")
                .replace("$unique", unique("It"));
    }

    /** What of the table of accounts is not so. */
    public List<String> byAccounts() {
        List<String[]> lines = lines(Rights.ACCOUNTS, 4);
        String target = Person.register(at, "Target").id();
        Scene person = new Scene(target, "", target, "");
        Map<String, StringBuilder> outcomes = new LinkedHashMap<>();
        for (String[] line : lines) {
            StringBuilder found = outcomes.computeIfAbsent(line[0] + " " + line[1], any -> new StringBuilder());
            List<String> roles = List.of("stranger", LOGGED_OUT, SITE_ADMIN);
            for (int i = 0; i < roles.size(); i++) {
                boolean isTried = line[2].charAt(i) != '-';
                found.append(isTried ? outcome(call(roles.get(i), line, person)) : "-");
            }
        }
        return differences(lines, line -> line[0] + " " + line[1], line -> line[2], outcomes);
    }

    /** What of the table of calls is not so. */
    public List<String> byCalls() {
        List<String[]> lines = lines(Rights.CALLS, 4);
        Map<String, StringBuilder> outcomes = new LinkedHashMap<>();
        for (List<String> turn : turns()) {
            Scene scene = scene("public");
            for (String[] line : lines) {
                StringBuilder found = outcomes.computeIfAbsent(line[0] + " " + line[1], any -> new StringBuilder());
                turn.forEach(role -> found.append(outcome(call(role, line, scene))));
            }
        }
        return differences(lines, line -> line[0] + " " + line[1], line -> line[2], outcomes);
    }

    private Reply call(String role, String[] line, Scene scene) {
        ChatApi.Call call = at.call(line[0], filled(line[1], scene));
        cast.get(role).ifPresent(person -> call.bearer(person.token()));
        if (line.length > 3) {
            call.json(filled(line[3], scene));
        }
        return call.send();
    }

    private static List<String[]> lines(String table, int parts) {
        return table.lines().map(line -> line.strip().split("\\s+", parts)).toList();
    }

    private static List<String> differences(
            List<String[]> lines,
            Function<String[], String> name,
            Function<String[], String> expected,
            Map<String, StringBuilder> outcomes) {
        return lines.stream()
                .filter(line -> !outcomes.get(name.apply(line)).toString().equals(expected.apply(line)))
                .map(line -> "%s: %s, not %s"
                        .formatted(name.apply(line), outcomes.get(name.apply(line)), expected.apply(line)))
                .toList();
    }

    /** Calls of the table that there are not, and those that are not in it. */
    static void assertNamesEveryCall() {
        TreeSet<String> documented = new TreeSet<>();
        ApiDocument.OPENAPI.read().getJsonObject("paths").forEach((path, item) -> item.asJsonObject().keySet().stream()
                .filter(method -> path.startsWith("/api/") && !method.equals("parameters"))
                .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(lines(Rights.CALLS + Rights.ACCOUNTS, 4).stream()
                        .map(line -> line[0] + " " + line[1].split("\\?")[0]))
                .as("the calls of the tables are those that there are")
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    /** The same of events. */
    static void assertNamesEveryEvent() {
        TreeSet<String> documented = new TreeSet<>();
        ApiDocument.ASYNCAPI.read().getJsonObject("operations").forEach((name, operation) -> {
            if (operation.asJsonObject().getString("action").equals("receive")) {
                documented.add(name);
            }
        });
        assertThat(lines(Rights.EVENTS, 2).stream().map(line -> line[0]))
                .as("the events of the table are those that there are")
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    static void assertHasAColumnForEachRole() {
        assertThat(lines(Rights.CALLS, 4)).allMatch(line -> line[2].length() == ROLES.size());
        assertThat(lines(Rights.EVENTS, 2)).allMatch(line -> line[1].length() == ROLES.size() - 1);
    }

    private static String outcome(Reply reply) {
        return reply.status() < 300 ? "+" : sign(reply.object().getString("code"));
    }

    private static String sign(String code) {
        return switch (code) {
            case "forbidden" -> "F";
            case "not_a_member" -> "N";
            case "banned" -> "B";
            case "invitation_not_found" -> "I";
            case "kicked" -> "K";
            case "muted" -> "M";
            case "last_owner" -> "O";
            case "report_not_found" -> "R";
            case "unsupported_media_type" -> "T";
            case "unauthorized" -> "U";
            case "invalid" -> "V";
            case "room_not_found" -> "X";
            case "not_found" -> "Z";
            default -> code;
        };
    }

    /** What of the table of events is not so. */
    public List<String> byEvents() {
        List<String[]> lines = lines(Rights.EVENTS, 2);
        Map<String, StringBuilder> outcomes = new LinkedHashMap<>();
        Map<String, ChatClient> clients = clients();
        try {
            for (List<String> turn : turns()) {
                Scene scene = scene("public");
                for (String[] line : lines) {
                    StringBuilder found = outcomes.computeIfAbsent(line[0], any -> new StringBuilder());
                    turn.stream()
                            .filter(clients::containsKey)
                            .forEach(role ->
                                    found.append(outcome(clients.get(role).ask(line[0], payload(scene)))));
                }
            }
        } finally {
            clients.values().forEach(ChatClient::close);
        }
        return differences(lines, line -> line[0], line -> line[1], outcomes);
    }

    private Map<String, ChatClient> clients() {
        Map<String, ChatClient> clients = new LinkedHashMap<>();
        cast.forEach((role, person) -> person.ifPresent(one -> clients.put(role, ChatClient.of(one.at(at.root())))));
        return clients;
    }

    /**
     * Calls and events by which somebody who is no member of a private room could tell it from none; but an admin deletes there
     * what was reported.
     */
    public List<String> inAPrivateRoom() {
        Scene hidden = scene("private");
        Scene none = new Scene(new ObjectId().toHexString(), hidden.message(), hidden.target(), hidden.report());
        String innocent =
                person("member").post(hidden.room(), "unreported", "2").getString("_id");
        Scene unreported = new Scene(hidden.room(), innocent, hidden.target(), hidden.report());
        List<String> differences = new ArrayList<>();
        List<String> outsiders = List.of("banned", "kicked", "stranger", OTHER_MODERATOR, SITE_ADMIN);
        for (String[] line : lines(Rights.CALLS, 4)) {
            if (line[1].contains("{id}")) {
                for (String role : outsiders) {
                    if (role.equals(SITE_ADMIN) && line[0].equals("DELETE") && line[1].endsWith("/{messageId}")) {
                        assertThat(outcome(call(role, line, hidden))).isEqualTo("+");
                        assertThat(whole(call(role, line, unreported))).isEqualTo(whole(call(role, line, none)));
                        continue;
                    }
                    String unknown = whole(call(role, line, none));
                    String told = whole(call(role, line, hidden));
                    if (!told.equals(unknown)) {
                        differences.add("%s %s by %s: %s, not %s".formatted(line[0], line[1], role, told, unknown));
                    }
                }
            }
        }
        Map<String, ChatClient> clients = clients();
        try {
            for (String[] line : lines(Rights.EVENTS, 2)) {
                for (String role : outsiders) {
                    JsonObject unknown = clients.get(role).ask(line[0], payload(none));
                    if (role.equals(SITE_ADMIN) && line[0].equals("delete_message")) {
                        assertThat(outcome(clients.get(role).ask(line[0], payload(hidden))))
                                .isEqualTo("+");
                        assertThat(clients.get(role).ask(line[0], payload(unreported)))
                                .isEqualTo(unknown);
                        continue;
                    }
                    JsonObject told = clients.get(role).ask(line[0], payload(hidden));
                    if (!told.equals(unknown)) {
                        differences.add("%s by %s: %s, not %s".formatted(line[0], role, told, unknown));
                    }
                }
            }
        } finally {
            clients.values().forEach(ChatClient::close);
        }
        return differences;
    }

    private static String whole(Reply reply) {
        return reply.status() + " " + reply.text();
    }

    /** Whatever any event needs: what is too much is ignored. */
    private static JsonObject payload(Scene scene) {
        return Json.createObjectBuilder(object(
                        "roomId", scene.room(), "messageId", scene.message(), "content", unique("It"), "emoji", "👍"))
                .add("seq", 0)
                .build();
    }

    private static String outcome(JsonObject ack) {
        return ack.getBoolean("ok") ? "+" : sign(ack.getJsonObject("error").getString("code"));
    }
}
