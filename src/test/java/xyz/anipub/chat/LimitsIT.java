package xyz.anipub.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.TestServer;

/** A server with small limits, over the wire. The clock runs, so a test goes on until it is refused. */
class LimitsIT {

    /** Far more than the limits, however slow the machine: each takes much less than a second. */
    private static final int MANY = 1_000;

    private static TestServer server;
    private static ChatApi api;

    @BeforeAll
    static void start() {
        server = TestServer.plan("limits")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", TestServer.newFolder("limits-data").toString())
                .setting("anipub.log.format", "json")
                .setting("anipub.user.actions-burst", "30")
                .setting("anipub.user.actions-per-second", "1")
                .setting("anipub.user.sockets-max", "2")
                .setting("anipub.user.joins-burst", "5")
                .setting("anipub.user.joins-per-second", "1")
                .setting("anipub.socketio.refusals-burst", "5")
                .setting("anipub.socketio.refusals-per-second", "1")
                // The lists of its user and its token, and two rooms.
                .setting("anipub.socketio.rooms-max", "4")
                .start();
        api = new ChatApi(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonObject untilRefused(ChatClient client, String event, Object... arguments) {
        return first(Stream.generate(() -> client.ask(event, arguments)), answer -> !answer.getBoolean("ok"));
    }

    private static <T> T first(Stream<T> answers, Predicate<T> wanted) {
        return answers.limit(MANY).filter(wanted).findFirst().orElseThrow();
    }

    @Test
    void refusesAnEventTooManyInItsAckAndClosesWhoGoesOn() {
        Person hasty = Person.register(api, "Hasty");
        ChatClient client = ChatClient.of(hasty);
        JsonObject error = untilRefused(client, "leave_room").getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("rate_limited");
        assertThat(error.getString("message")).isNotBlank();
        assertThat(client.isConnected()).isTrue();

        IntStream.range(0, MANY).forEach(each -> client.tell("leave_room"));

        assertThat(client.awaitEnd()).isEqualTo("io server disconnect");
        assertThat(client.objects("chat_error")).isNotEmpty().allSatisfy(told -> assertThat(told.getString("code"))
                .isEqualTo("rate_limited"));
        assertLogged(server.log(), hasty);
    }

    /** From when the application runs, the container's lines too. */
    private static void assertLogged(String log, Person hasty) {
        List<String> lines = log.lines()
                .dropWhile(line -> !line.contains("is ready for connections"))
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        JsonObject closing = lines.stream()
                .filter(line -> line.contains("too many events"))
                .map(line -> Json.createReader(new StringReader(line)).readObject())
                .findFirst()
                .orElseThrow();
        assertThat(closing.getString("level")).isEqualTo("WARNING");
        assertThat(closing.getString("logger")).startsWith("xyz.anipub.socketio.");
        assertThat(closing.getString("node")).matches("[0-9a-f]{24}");
        assertThat(closing.getString("session")).matches("[0-9a-f]{8}");
        assertThat(closing.getString("message")).startsWith("Closing a connection from 127.0.0.1");
        assertThat(log).doesNotContain(hasty.token(), "SEVERE:");
    }

    @Test
    void countsRequestsAndEventsOfAUserTogetherAndNobodyElses() {
        Person person = Person.register(api, "Busy");
        Reply refusal = first(
                Stream.generate(() -> person.get("/api/chat/rooms?limit=1").send()), reply -> reply.status() != 200);

        refusal.problem(429, "rate_limited");
        assertThat(refusal.header("Retry-After")).contains("1");
        assertThat(untilRefused(ChatClient.of(person), "leave_room")
                        .getJsonObject("error")
                        .getString("code"))
                .isEqualTo("rate_limited");
        Person.register(api, "Calm").get("/api/chat/rooms?limit=1").send().expect(200);
    }

    @Test
    void refusesASocketTooManyOfAUser() {
        Person person = Person.register(api, "Torn");
        ChatClient first = ChatClient.of(person);
        ChatClient.of(person);
        ChatClient third = ChatClient.start(api.root(), options -> options.auth = Map.of("token", person.token()));

        JsonObject refusal = third.awaitRefusal().asJsonObject();
        assertThat(refusal.getString("message")).isEqualTo("rate_limited");
        assertThat(refusal.getJsonObject("data")).isEqualTo(object("code", "rate_limited"));
        assertThat(first.isConnected()).isTrue();
        ChatClient.of(Person.register(api, "Other"));
    }

    @Test
    void refusesARoomTooManyOfASocket() {
        Person person = Person.register(api, "Restless");
        ChatClient client = ChatClient.of(person);
        client.join(person.createRoom());
        String second = person.createRoom();
        client.join(second);
        String third = person.createRoom();

        assertThat(client.refused("join_room", object("roomId", third))).isEqualTo("rate_limited");
        client.done("leave_room", object("roomId", second));
        client.join(third);
    }

    @Test
    void refusesJoinsThatComeTooFast() {
        Person person = Person.register(api, "Jumpy");
        String room = person.createRoom();

        Reply refusal = first(
                Stream.generate(() -> person.post(Person.room(room) + "/join").send()), reply -> reply.status() != 200);

        assertThat(refusal.problem(429, "rate_limited").getString("detail")).contains("joining");
        person.get(Person.room(room)).send().expect(200);
    }
}
