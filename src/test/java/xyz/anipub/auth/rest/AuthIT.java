package xyz.anipub.auth.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.PASSWORD;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.JsonObject;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

class AuthIT {

    private final ChatApi api = SharedChat.api();

    private Reply register(JsonObject body) {
        return api.post("/api/auth/register").json(body).send();
    }

    private Reply login(String name, String password) {
        return api.post("/api/auth/login")
                .json(object("name", name, "password", password))
                .send();
    }

    @Test
    void registerAnswersUserTokenAndCookie() {
        String name = unique("Alice");
        Reply reply = register(
                        object("name", "  " + name + " ", "password", PASSWORD, "image", "https://example.org/a.png"))
                .expect(201);
        JsonObject user = reply.object().getJsonObject("user");
        assertThat(user.keySet()).containsExactlyInAnyOrder("_id", "name", "image");
        assertThat(user.getString("_id")).matches("[0-9a-f]{24}");
        assertThat(user.getString("name")).isEqualTo(name);
        assertThat(user.getString("image")).isEqualTo("https://example.org/a.png");
        String token = reply.object().getString("token");
        assertThat(reply.header("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie)
                .startsWith("anipub=" + token + ";")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure"));
        assertThat(reply.header("Cache-Control")).hasValue("no-store");
        assertThat(reply.header("Content-Type").orElseThrow()).startsWith("application/json");
    }

    @Test
    void cookieIsSecureBehindHttps() {
        Reply reply = api.post("/api/auth/register")
                .header("X-Forwarded-Proto", "https")
                .json(object("name", unique("Alice"), "password", PASSWORD))
                .send()
                .expect(201);
        assertThat(reply.header("Set-Cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void takenNameIsAConflictIgnoringCase() {
        Person alice = Person.register("Alice");
        register(object("name", alice.name().toUpperCase(Locale.ROOT), "password", PASSWORD))
                .problem(409, "conflict");
    }

    @Test
    void namesAndPasswordsHaveTheirLengths() {
        register(object("name", "x", "password", PASSWORD)).problemOf("invalid", "name");
        register(object("name", " x ", "password", PASSWORD)).problemOf("invalid", "name");
        register(object("name", "x".repeat(31), "password", PASSWORD)).problemOf("too_long", "name");
        register(object("name", unique("A"), "password", "1234567")).problemOf("invalid", "password");
        register(object("name", unique("A"), "password", "1".repeat(129))).problemOf("too_long", "password");
        register(object("name", "x", "password", "")).problemOf("invalid", "name", "password");
        String longest = unique("");
        register(object("name", longest + "🙂".repeat(30 - longest.strip().length()), "password", "1".repeat(128)))
                .expect(201);
    }

    @Test
    void registerNamesEveryMissingField() {
        register(object()).problemOf("invalid", "name", "password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "//evil", "ftp://example.org/a"})
    void imageMustBeAHarmlessUrl(String image) {
        Reply reply = register(object("name", unique("Alice"), "password", PASSWORD, "image", image));
        if (image.startsWith("//")) {
            assertThat(reply.status()).isIn(201, 400);
        } else {
            reply.problemOf("invalid", "image");
        }
    }

    @Test
    void loginAnswersAsRegisterDoesIgnoringCase() {
        Person alice = Person.register("Alice");
        Reply reply = login(alice.name().toUpperCase(Locale.ROOT), PASSWORD).expect(200);
        assertThat(reply.object().getJsonObject("user"))
                .isEqualTo(object("_id", alice.id(), "name", alice.name(), "image", ""));
        assertThat(reply.object().getString("token")).isNotEqualTo(alice.token());
        assertThat(reply.header("Set-Cookie").orElseThrow()).startsWith("anipub=");
    }

    @Test
    void wrongNameAndWrongPasswordAreToldAlike() {
        Person alice = Person.register("Alice");
        JsonObject wrongPassword = login(alice.name(), "not the password").problem(401, "unauthorized");
        JsonObject wrongName = login(unique("Nobody"), PASSWORD).problem(401, "unauthorized");
        assertThat(wrongName).isEqualTo(wrongPassword);
    }

    @Test
    void tenFailuresAMinuteAreEnough() {
        Person alice = Person.register("Alice");
        for (int i = 0; i < 10; i++) {
            login(alice.name(), "wrong password " + i).problem(401, "unauthorized");
        }
        Reply refused = login(alice.name(), PASSWORD);
        refused.problem(429, "rate_limited");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        Person bob = Person.register("Bob");
        login(bob.name(), PASSWORD).expect(200);
    }

    @Test
    void meIsTheCaller() {
        Person alice = Person.register("Alice");
        assertThat(alice.get("/api/auth/me").send().expect(200).object())
                .isEqualTo(object("_id", alice.id(), "name", alice.name(), "image", ""));
        Reply nobody = api.get("/api/auth/me").send();
        nobody.problem(401, "unauthorized");
        assertThat(nobody.header("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void logoutEndsThisTokenAndNoOther() {
        Person alice = Person.register("Alice");
        Person elsewhere = alice.again();
        Reply reply = alice.logout().expect(204);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("Set-Cookie").orElseThrow())
                .startsWith("anipub=;")
                .contains("Max-Age=0", "Path=/");
        alice.get("/api/auth/me").send().problem(401, "unauthorized");
        alice.get("/api/chat/rooms").send().problem(401, "unauthorized");
        alice.logout().problem(401, "unauthorized");
        elsewhere.get("/api/auth/me").send().expect(200);
    }

    @Test
    void logoutByCookieEndsIt() {
        Person alice = Person.register("Alice");
        api.post("/api/auth/logout").cookie(alice.cookie()).send().expect(204);
        api.get("/api/auth/me").cookie(alice.cookie()).send().problem(401, "unauthorized");
    }
}
