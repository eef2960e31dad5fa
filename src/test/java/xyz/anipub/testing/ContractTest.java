package xyz.anipub.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and events that the documents do not have are noticed by whatever test gets them. */
class ContractTest {

    private static final URI ROOT = URI.create("http://localhost:8080/");
    private static final String ID = "0123456789abcdef01234567";
    private static final String READ = "{'roomId':'" + ID + "','lastRead':1,'unread':0}";
    private static final String PROBLEM =
            "{'type':'about:blank','title':'t','status':%d,'detail':'d','code':'%s','error':'d'}";

    private static Reply reply(int status, String type, String text, String... headers) {
        Map<String, List<String>> all = new TreeMap<>(Map.of("Content-Type", List.of(type)));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new Reply(status, HttpHeaders.of(all, (name, value) -> true), text.replace('\'', '"'));
    }

    private static void check(String method, String path, Reply reply) {
        RestContract.check(method, ROOT.resolve(path), Optional.empty(), reply);
    }

    private static void checkRead(Reply reply) {
        check("POST", "/api/chat/rooms/" + ID + "/read", reply);
    }

    private static Reply json(String text) {
        return reply(200, "application/json", text);
    }

    private static Reply problem(int status, String code, String... headers) {
        return reply(status, "application/problem+json;charset=utf-8", PROBLEM.formatted(status, code), headers);
    }

    @Test
    void whatIsDocumentedPasses() {
        assertThatCode(() -> {
                    checkRead(json(READ));
                    checkRead(problem(404, "room_not_found"));
                    checkRead(problem(429, "rate_limited", "Retry-After", "1"));
                    check("POST", "/api/chat/rooms/read", json("{'rooms':[]}"));
                    check("GET", "/api/nothing", problem(404, "not_found"));
                    check("PUT", "/api/chat/rooms", problem(405, "method_not_allowed"));
                    check("HEAD", "/api/auth/me", reply(200, "application/json", ""));
                    check("GET", "/", reply(200, "text/html", "<p>the page</p>"));
                })
                .doesNotThrowAnyException();
    }

    /** While it starts or stops. */
    @Test
    void whatAContainerAnswersByItselfPasses() {
        assertThatCode(() -> checkRead(reply(503, "text/html", "come again"))).doesNotThrowAnyException();
    }

    @Test
    void membersThatAreNotDocumentedAreNoticed() {
        assertRefused(() -> checkRead(json(READ.replace("}", ",'secret':1}"))), "secret");
        assertRefused(
                () -> check(
                        "POST", "/api/chat/rooms/read", json("{'rooms':[{'roomId':'" + ID + "','lastRead':1,'x':1}]}")),
                "'x'");
        assertRefused(
                () -> check(
                        "GET", "/api/auth/session", json("{'user':{'_id':'" + ID + "','name':'','image':'','x':1}}")),
                "");
    }

    @Test
    void whatIsMissingOrOfAnotherTypeIsNoticed() {
        assertRefused(() -> checkRead(json("{'lastRead':1,'unread':0}")), "roomId");
        assertRefused(() -> checkRead(json(READ.replace("'lastRead':1", "'lastRead':'1'"))), "lastRead");
        assertRefused(() -> checkRead(json(READ.replace(ID, "7"))), "pattern");
    }

    @ParameterizedTest
    @CsvSource({"409, conflict", "404, message_not_found", "403, room_not_found", "400, too_long"})
    void codesThatTheCallHasNotAreNoticed(int status, String code) {
        assertRefused(() -> checkRead(problem(status, code)), "");
    }

    @Test
    void otherStatusMediaTypesAndMissingHeadersAreNoticed() {
        assertRefused(() -> checkRead(reply(202, "application/json", READ)), "no such status");
        assertRefused(() -> checkRead(reply(200, "text/plain", READ)), "no media type text/plain");
        assertRefused(
                () -> checkRead(reply(404, "application/json", PROBLEM.formatted(404, "room_not_found"))),
                "no media type");
        assertRefused(() -> checkRead(problem(429, "rate_limited")), "no header Retry-After");
        assertRefused(() -> check("DELETE", "/api/chat/rooms/" + ID, reply(204, "text/plain", "gone")), "no body");
        assertRefused(() -> check("GET", "/api/nothing", json("{}")), "no such operation");
    }

    @Test
    void aRequestThatIsTakenAgainstTheDocumentIsNoticed() {
        URI uri = ROOT.resolve("/api/chat/rooms/" + ID + "/read");
        assertRefused(() -> RestContract.check("POST", uri, Optional.of("{\"seq\":\"1\"}"), json(READ)), "request: ");
        assertThatCode(() -> RestContract.check("POST", uri, Optional.of("{\"seq\":1,\"more\":2}"), json(READ)))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(ThrowingCallable check, String why) {
        assertThatThrownBy(check)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/openapi does not allow")
                .hasMessageContaining(why);
    }

    @Test
    void eventsThatAreDocumentedPass() {
        assertThat(EventContract.ofEvent("room_deleted", object("{'roomId':'" + ID + "'}")))
                .isEmpty();
        assertThat(EventContract.ofAck("leave_room", JsonValue.NULL, object("{'ok':true}")))
                .isEmpty();
        assertThat(EventContract.ofAck("typing", object("{}"), refused("invalid")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'roomId':'7'}", "{}", "{'roomId':'0123456789abcdef01234567','more':1}", "[]"})
    void eventsThatAreNotDocumentedAreNoticed(String payload) {
        assertThat(EventContract.ofEvent(
                        "room_deleted", object("{'of':" + payload + "}").get("of")))
                .isNotEmpty();
        assertThat(EventContract.ofEvent("gone_room", JsonValue.NULL)).isNotEmpty();
    }

    @Test
    void acksThatAreNotDocumentedAreNoticed() {
        assertThat(EventContract.ofAck("typing", object("{}"), refused("message_not_found")))
                .isNotEmpty();
        assertThat(EventContract.ofAck("leave_room", JsonValue.NULL, object("{'ok':true,'more':1}")))
                .isNotEmpty();
        assertThat(EventContract.ofAck("typing", object("{'roomId':7}"), object("{'ok':true}")))
                .isNotEmpty();
    }

    private static JsonObject refused(String code) {
        return object("{'ok':false,'error':{'code':'" + code + "','message':'m'}}");
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
