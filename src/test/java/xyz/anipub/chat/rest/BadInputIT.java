package xyz.anipub.chat.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

/** What no client should send: always a problem, never a 500. */
class BadInputIT {

    private static Person alice;
    private static String room;

    private final ChatApi api = SharedChat.api();

    @BeforeAll
    static void register() {
        alice = Person.register("Alice");
        room = alice.createRoom();
    }

    private static List<String> writes() {
        return List.of(
                "/api/auth/register",
                "/api/auth/login",
                "/api/chat/rooms",
                Person.room(room) + "/messages",
                Person.room(room) + "/read");
    }

    /** One test per address that takes a body. */
    private static Stream<DynamicTest> everywhere(Consumer<ChatApi.Call> check) {
        return writes().stream().map(path -> DynamicTest.dynamicTest(path, () -> check.accept(alice.post(path))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoJsonObjectIsInvalid() {
        return Stream.of(
                        "",
                        "{",
                        "nonsense",
                        "[]",
                        "null",
                        "\"text\"",
                        "{}{}",
                        "{'name':'x'}",
                        "{\"name\":01}",
                        "{\"a\":1,}")
                .flatMap(body -> writes().stream()
                        .map(path -> DynamicTest.dynamicTest(
                                path + " " + body,
                                () -> alice.post(path).json(body).send().problem(400, "invalid"))));
    }

    @TestFactory
    Stream<DynamicTest> operatorsOfTheDatabaseAreInvalid() {
        String body = "{\"name\":{\"$gt\":\"\"},\"password\":{\"$ne\":null},\"content\":{\"$regex\":\".*\"}}";
        return everywhere(call -> call.json(body).send().problem(400, "invalid"));
    }

    @TestFactory
    Stream<DynamicTest> wrongTypesAreInvalid() {
        return Stream.of("7", "true", "[\"x\"]", "{}", "1e999").flatMap(value -> writes().stream()
                .map(path -> DynamicTest.dynamicTest(path + " " + value, () -> alice.post(path)
                        .json("{\"name\":" + value + ",\"password\":" + value + ",\"content\":" + value + "}")
                        .send()
                        .problem(400, "invalid"))));
    }

    @TestFactory
    Stream<DynamicTest> aMemberNamedTwiceIsInvalid() {
        return everywhere(call -> call.json("{\"name\":\"a\",\"name\":\"b\",\"content\":\"x\"}")
                .send()
                .problem(400, "invalid"));
    }

    @TestFactory
    Stream<DynamicTest> deepNestingIsInvalid() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        return everywhere(call -> call.json(deep).send().problem(400, "invalid"));
    }

    @TestFactory
    Stream<DynamicTest> invalidUtf8IsInvalid() {
        byte[] bytes = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
        return everywhere(call -> call.header("Content-Type", "application/json")
                .bytes(BodyPublishers.ofByteArray(bytes))
                .send()
                .problem(400, "invalid"));
    }

    @TestFactory
    Stream<DynamicTest> aBodyOfTenMegabytesIsTooLarge() {
        String large = "{\"name\":\"" + "x".repeat(10_000_000) + "\"}";
        return everywhere(call -> {
            try {
                call.json(large).send().problem(413, "too_large");
            } catch (UncheckedIOException cut) {
                // A container may close on what it does not want to read, before the client has written it.
                api.get("/").send().expect(200);
            }
        });
    }

    @Test
    void theUserIdOfAnotherIsForbiddenAndAnythingElseThereIsIgnored() {
        String other = "\"0123456789abcdef01234567\"";
        String message = alice.post(room, "mine", "mine").getString("_id");
        Map<String, List<String>> bodies = Map.of(
                "/api/chat/rooms",
                List.of("POST", "\"name\":\"" + Person.unique("said") + "%s\""),
                Person.room(room),
                List.of("PATCH", "\"description\":\"x%s\""),
                Person.room(room) + "/messages",
                List.of("POST", "\"content\":\"x%s\""),
                Person.room(room) + "/messages/" + message,
                List.of("PATCH", "\"content\":\"x%s\""),
                Person.room(room) + "/read",
                List.of("POST", "\"seq\":1"));
        bodies.forEach((path, call) -> {
            int number = 0;
            for (String said : List.of(
                    other,
                    "\"unknown\"",
                    "\"\"",
                    "null",
                    "7",
                    "[" + other + "]",
                    "\"" + alice.id().toUpperCase(Locale.ROOT) + "\"")) {
                String body = "{" + call.get(1).formatted(number++) + ",\"userId\":" + said + "}";
                Reply reply = api.call(call.get(0), path)
                        .bearer(alice.token())
                        .json(body)
                        .send();
                if (said.equals(other)) {
                    reply.problem(403, "forbidden");
                } else {
                    assertThat(reply.status()).as(path + " " + body).isBetween(200, 299);
                }
            }
        });
    }

    @Test
    void aBodyJustOverTheLimitIsTooLarge() {
        alice.tryPost(room, object("content", "x".repeat(70_000))).problem(413, "too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json;charset=utf-16"})
    void otherMediaTypesAreUnsupported(String type) {
        for (String path : writes()) {
            alice.post(path)
                    .header("Content-Type", type)
                    .bytes(BodyPublishers.ofString("{\"name\":\"x\",\"content\":\"x\"}"))
                    .send()
                    .problem(415, "unsupported_media_type");
        }
    }

    @Test
    void anAcceptHeaderThatRulesOutJsonIsNotAcceptable() {
        alice.get("/api/chat/rooms").header("Accept", "text/html").send().problem(406, "not_acceptable");
        alice.get("/api/chat/rooms")
                .header("Accept", "application/json;q=0.5, */*;q=0.1")
                .send()
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/chat/rooms, GET POST",
        "PUT, /api/chat/rooms/{room}, GET PATCH DELETE",
        "GET, /api/chat/rooms/{room}/read, POST",
        "POST, /api/chat/rooms/{room}/search, GET",
        "POST, /api/chat/search, GET",
        "GET, /api/chat/rooms/{room}/join, POST",
        "POST, /api/chat/rooms/{room}/leave, DELETE",
        "PATCH, /api/chat/rooms/{room}/messages, GET POST",
        "POST, /api/chat/rooms/{room}/members, GET",
        "GET, /api/chat/rooms/{room}/messages/{room}, PATCH DELETE",
        "POST, /api/chat/rooms/{room}/messages/{room}/reactions/x, PUT DELETE",
        "POST, /api/chat/rooms/{room}/changes, GET",
        "GET, /api/auth/login, POST",
        "GET, /api/auth/register, POST",
        "GET, /api/auth/logout, POST",
        "POST, /api/auth/me, GET"
    })
    void aMethodThatIsNotThereIsToldWhichAre(String method, String path, String allowed) {
        Reply reply = api.call(method, path.replace("{room}", room))
                .bearer(alice.token())
                .send();
        reply.problem(405, "method_not_allowed");
        assertThat(reply.header("Allow").orElseThrow().split(", ?")).contains(allowed.split(" "));
    }

    @Test
    void addressesThatAreNotThereAreNotFound() {
        for (String path : List.of("/api", "/api/", "/api/chat", "/api/nothing", "/api/chat/rooms/" + room + "/x")) {
            alice.get(path).send().problem(404, "not_found");
        }
    }

    @Test
    void halfACharacterIsInvalid() {
        alice.post(Person.room(room) + "/messages")
                .json("{\"content\":\"\\ud800\"}")
                .send()
                .problem(400, "invalid");
        alice.post("/api/chat/rooms").json("{\"name\":\"\\udc00x\"}").send().problem(400, "invalid");
    }

    @Test
    void zeroCharactersAndMarkupAreKeptAsTheyAre() {
        for (String content : List.of("<script>alert(1)</script>", "a\u0000b", "$where", "a.b", "{{x}}")) {
            Reply reply = alice.tryPost(room, object("content", content)).expect(200);
            assertThat(reply.object().getJsonObject("message").getString("content"))
                    .isEqualTo(content);
        }
    }
}
