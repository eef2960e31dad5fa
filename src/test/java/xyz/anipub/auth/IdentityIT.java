package xyz.anipub.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.SharedChat;

/** Who a REST call comes from. */
class IdentityIT {

    private static final String NO_ROOM = "0".repeat(24);

    private final ChatApi api = SharedChat.api();
    private Person alice;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
    }

    @TestFactory
    Stream<DynamicTest> everyChatCallNeedsAnIdentity() {
        String room = Person.room(NO_ROOM);
        return Stream.of(
                        List.of("GET", "/api/chat/rooms"),
                        List.of("POST", "/api/chat/rooms"),
                        List.of("GET", room),
                        List.of("POST", room + "/join"),
                        List.of("DELETE", room + "/leave"),
                        List.of("GET", room + "/messages"),
                        List.of("POST", room + "/messages"),
                        List.of("GET", room + "/members"))
                .map(call -> DynamicTest.dynamicTest(
                        String.join(" ", call),
                        () -> api.call(call.get(0), call.get(1)).send().problem(401, "unauthorized")));
    }

    @Test
    void anInvalidTokenIsRefusedAndNeverSkipped() {
        String forged = alice.token().substring(0, alice.token().lastIndexOf('.') + 1) + "AAAA";
        for (String token : List.of("nonsense", forged, "")) {
            api.get("/api/auth/me").bearer(token).cookie(alice.cookie()).send().problem(401, "unauthorized");
        }
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        String payload = alice.token().split("\\.")[1];
        // {"alg":"none"}
        api.get("/api/auth/me")
                .bearer("eyJhbGciOiJub25lIn0." + payload + ".")
                .send()
                .problem(401, "unauthorized");
    }

    @Test
    void theHeaderComesBeforeTheCookie() {
        Person bob = Person.register("Bob");
        assertThat(api.get("/api/auth/me")
                        .bearer(bob.token())
                        .cookie(alice.cookie())
                        .send()
                        .expect(200)
                        .object()
                        .getString("_id"))
                .isEqualTo(bob.id());
    }

    @Test
    void theCookieCountsWithoutAnOrigin() {
        createByCookie().send().expect(201);
    }

    @Test
    void theCookieCountsFromTheServersOwnOrigin() {
        String own = "http://127.0.0.1:" + SharedChat.server().port();
        createByCookie().header("Origin", own).send().expect(201);
    }

    @Test
    void theCookieOfAForeignOriginDoesNotCount() {
        for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
            createByCookie().header("Origin", origin).send().problem(401, "unauthorized");
        }
    }

    @Test
    void aBearerTokenCountsFromAnyOrigin() {
        api.get("/api/auth/me")
                .bearer(alice.token())
                .header("Origin", "https://evil.example")
                .send()
                .expect(200);
    }

    private ChatApi.Call createByCookie() {
        return api.post("/api/chat/rooms")
                .cookie("other=1; " + alice.cookie())
                .json(object("name", Person.unique("Room")));
    }
}
