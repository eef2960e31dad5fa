package xyz.anipub.auth.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.auth.rest.AuthRest.bearer;
import static xyz.anipub.auth.rest.AuthRest.cookie;
import static xyz.anipub.auth.rest.AuthRest.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ContainerResponse;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.token.AuthFixture;

/** The REST door inside a JAX-RS run-time without a server. */
class AuthResourceTest {

    private static final String ANN = "{\"name\":\" Ann \",\"password\":\"correct horse\",\"image\":\"a.png\"}";

    private final AuthRest rest = new AuthRest();
    private final AuthFixture auth = rest.auth;

    @Test
    void registersAUser() throws Exception {
        ContainerResponse answer = post("register", ANN, Map.of());
        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(json(answer).keySet()).containsExactlyInAnyOrder("user", "token");
        JsonObject user = json(answer).getJsonObject("user");
        assertThat(user.keySet()).containsExactlyInAnyOrder("_id", "name", "image");
        assertThat(user.getString("_id")).matches("[0-9a-f]{24}");
        assertThat(user.getString("name")).isEqualTo("Ann");
        assertThat(answer.getHeaderString("Set-Cookie"))
                .isEqualTo("anipub=" + json(answer).getString("token")
                        + "; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax");
        assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void marksTheCookieSecureOnHttps() throws Exception {
        Map<String, String> behindAProxy = Map.of("X-Forwarded-Proto", "https");
        assertThat(post("register", ANN, behindAProxy).getHeaderString("Set-Cookie"))
                .endsWith("; Secure");
        rest.secure = true;
        String login = "{\"name\":\"ann\",\"password\":\"correct horse\"}";
        assertThat(post("login", login, Map.of()).getHeaderString("Set-Cookie")).endsWith("; Secure");
    }

    @Test
    void answers409WhenTheNameIsTaken() throws Exception {
        post("register", ANN, Map.of());
        ContainerResponse answer = post("register", ANN.replace("Ann", "ANN"), Map.of());
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(json(answer).getString("code")).isEqualTo("conflict");
        assertThat(answer.getHeaderString("Set-Cookie")).isNull();
    }

    @Test
    void namesEveryFieldAtFault() throws Exception {
        ContainerResponse answer =
                post("register", "{\"name\":{\"$gt\":\"\"},\"password\":\"short\",\"image\":\"data:x\"}", Map.of());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(json(answer).getJsonArray("errors"))
                .extracting(each -> each.asJsonObject().getString("field"))
                .containsExactly("name", "password", "image");
    }

    @Test
    void logsInAndTellsWhoOneIs() throws Exception {
        post("register", ANN, Map.of());
        ContainerResponse login = post("login", "{\"name\":\"ann\",\"password\":\"correct horse\"}", Map.of());
        assertThat(login.getStatus()).isEqualTo(200);
        ContainerResponse me = call("GET", "me", "", Map.of("Cookie", cookie(login)));
        assertThat(me.getStatus()).isEqualTo(200);
        assertThat(json(me)).isEqualTo(json(login).getJsonObject("user"));
    }

    @Test
    void refusesAWrongPasswordAndThenTooMany() throws Exception {
        String wrong = "{\"name\":\"ann\",\"password\":\"wrong\"}";
        for (int i = 0; i < 10; i++) {
            assertThat(post("login", wrong, Map.of()).getStatus()).isEqualTo(401);
        }
        ContainerResponse answer = post("login", wrong, Map.of());
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("60");
        assertThat(json(answer).getString("code")).isEqualTo("rate_limited");
    }

    @Test
    void logsOut() throws Exception {
        ContainerResponse ann = post("register", ANN, Map.of());
        Map<String, String> bearer =
                Map.of("Authorization", "Bearer " + json(ann).getString("token"));
        ContainerResponse logout = post("logout", "", bearer);
        assertThat(logout.getStatus()).isEqualTo(204);
        assertThat(logout.getHeaderString("Set-Cookie"))
                .isEqualTo("anipub=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        assertThat(auth.disconnected).hasSize(1);
        ContainerResponse me = call("GET", "me", "", bearer);
        assertThat(me.getStatus()).isEqualTo(401);
        assertThat(json(me).getString("code")).isEqualTo("unauthorized");
    }

    @Test
    void clearsAStaleCookieAtLogout() throws Exception {
        ContainerResponse logout = post("logout", "", Map.of("Cookie", "anipub=stale"));
        assertThat(logout.getStatus()).isEqualTo(401);
        assertThat(logout.getHeaderString("Set-Cookie")).contains("Max-Age=0");
    }

    @Test
    void doesNotLogOutForAnotherOrigin() throws Exception {
        String cookie = cookie(post("register", ANN, Map.of()));
        Map<String, String> elsewhere =
                Map.of("Cookie", cookie, "Host", "chat.example", "Origin", "http://evil.example");
        assertThat(post("logout", "", elsewhere).getStatus()).isEqualTo(401);
        assertThat(auth.disconnected).isEmpty();
        assertThat(call("GET", "me", "", Map.of("Cookie", cookie)).getStatus()).isEqualTo(200);
    }

    @Test
    void answers401ToNobody() throws Exception {
        assertThat(call("GET", "me", "", Map.of()).getStatus()).isEqualTo(401);
        assertThat(post("logout", "", Map.of()).getStatus()).isEqualTo(401);
    }

    @Test
    void answersASessionToAnybody() throws Exception {
        ContainerResponse login = post("register", ANN, Map.of());
        ContainerResponse session = call("GET", "session", "", Map.of("Cookie", cookie(login)));
        assertThat(session.getStatus()).isEqualTo(200);
        assertThat(json(session).keySet()).containsExactly("user", "registration");
        assertThat(json(session).getString("registration")).isEqualTo("open");
        assertThat(json(session).get("user")).isEqualTo(json(login).get("user"));
        for (Map<String, String> nobody : List.of(
                Map.<String, String>of(),
                Map.of("Cookie", "anipub=stale"),
                Map.of("Authorization", "Bearer stale"),
                Map.of("Cookie", cookie(login), "Origin", "https://elsewhere.example"))) {
            ContainerResponse none = call("GET", "session", "", nobody);
            assertThat(none.getStatus()).isEqualTo(200);
            assertThat(json(none))
                    .isEqualTo(Json.createObjectBuilder()
                            .addNull("user")
                            .add("registration", "open")
                            .build());
            assertThat(none.getHeaderString("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void changesThePasswordAndEndsTheOtherSessions() throws Exception {
        post("register", ANN, Map.of());
        String login = "{\"name\":\"ann\",\"password\":\"correct horse\"}";
        Map<String, String> here = bearer(post("login", login, Map.of()));
        Map<String, String> there = bearer(post("login", login, Map.of()));
        String wrong = "{\"current\":\"correct cow\",\"next\":\"battery staple\"}";
        assertThat(call("PUT", "password", wrong, here).getStatus()).isEqualTo(403);
        assertThat(call("PUT", "password", wrong, Map.of()).getStatus()).isEqualTo(401);
        assertThat(call("PUT", "password", wrong.replace("battery staple", "short"), here)
                        .getStatus())
                .isEqualTo(400);
        assertThat(call("GET", "me", "", there).getStatus()).isEqualTo(200);

        ContainerResponse changed = call("PUT", "password", wrong.replace("cow", "horse"), here);

        assertThat(changed.getStatus()).isEqualTo(200);
        assertThat(auth.disconnected).hasSize(1).first().asString().matches("[0-9a-f]{24} but .+");
        assertThat(call("GET", "me", "", there).getStatus()).isEqualTo(401);
        assertThat(call("GET", "me", "", here).getStatus())
                .as("its token of before, of which there may be a copy")
                .isEqualTo(401);
        assertThat(call("GET", "me", "", bearer(changed)).getStatus()).isEqualTo(200);
        assertThat(json(call("GET", "sessions", "", bearer(changed))).getJsonArray("sessions"))
                .hasSize(1);
        assertThat(post("login", login, Map.of()).getStatus()).isEqualTo(401);
        assertThat(post("login", login.replace("correct horse", "battery staple"), Map.of())
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void refusesToTryTooManyCurrentPasswords() throws Exception {
        Map<String, String> ann = bearer(post("register", ANN, Map.of()));
        String wrong = "{\"current\":\"correct cow\",\"next\":\"battery staple\"}";
        for (int i = 0; i < 10; i++) {
            assertThat(call("PUT", "password", wrong, ann).getStatus()).isEqualTo(403);
        }
        assertThat(call("PUT", "password", wrong, ann).getStatus()).isEqualTo(429);
    }

    @Test
    void listsTheSessionsAndEndsOne() throws Exception {
        post("register", ANN, Map.of());
        String login = "{\"name\":\"ann\",\"password\":\"correct horse\",\"stay\":true}";
        Map<String, String> phone =
                bearer(post("login", login, Map.of("User-Agent", " Phone\u0000\n" + "x".repeat(300))));
        Map<String, String> desk = bearer(post("login", login, Map.of("User-Agent", "Desk")));
        JsonArray all = json(call("GET", "sessions", "", desk)).getJsonArray("sessions");
        assertThat(all).hasSize(3);
        JsonObject ofPhone = all.stream()
                .map(JsonValue::asJsonObject)
                .filter(each -> each.getString("agent").startsWith("Phone"))
                .findFirst()
                .orElseThrow();
        assertThat(ofPhone.getString("agent")).isEqualTo("Phone" + "x".repeat(195));
        assertThat(ofPhone.getString("address")).isEqualTo("127.0.0.0/24");
        assertThat(ofPhone.getBoolean("current")).isFalse();
        assertThat(Instant.parse(ofPhone.getString("until")))
                .isEqualTo(auth.clock.instant().plus(Duration.ofDays(30)));
        String id = ofPhone.getString("_id");
        String bob = ANN.replace("Ann", "Bob");
        assertThat(call("DELETE", "sessions/" + id, "", bearer(post("register", bob, Map.of())))
                        .getStatus())
                .as("somebody else's")
                .isEqualTo(404);

        assertThat(call("DELETE", "sessions/" + id, "", desk).getStatus()).isEqualTo(204);

        assertThat(auth.disconnected).containsExactly(id);
        assertThat(call("GET", "me", "", phone).getStatus()).isEqualTo(401);
        assertThat(call("DELETE", "sessions/" + id, "", desk).getStatus())
                .as("gone")
                .isEqualTo(404);
        assertThat(json(call("GET", "sessions", "", desk)).getJsonArray("sessions"))
                .hasSize(2);
        String own = all.stream()
                .map(JsonValue::asJsonObject)
                .filter(each -> each.getBoolean("current"))
                .findFirst()
                .orElseThrow()
                .getString("_id");
        ContainerResponse out = call("DELETE", "sessions/" + own, "", desk);
        assertThat(out.getStatus()).isEqualTo(204);
        assertThat(out.getHeaderString("Set-Cookie")).contains("Max-Age=0");
        assertThat(call("GET", "me", "", desk).getStatus()).isEqualTo(401);
    }

    @Test
    void renewsAToken() throws Exception {
        ContainerResponse registered = post("register", ANN.replace("{", "{\"stay\":true,"), Map.of());
        Map<String, String> ann = bearer(registered);
        auth.clock.forward(Duration.ofDays(29));
        ContainerResponse renewed = post("renewal", "", with(ann, cookie(registered)));
        assertThat(renewed.getStatus()).isEqualTo(200);
        assertThat(renewed.getHeaderString("Set-Cookie")).contains("Max-Age=2592000");
        auth.clock.forward(Duration.ofDays(2));
        assertThat(call("GET", "me", "", ann).getStatus()).isEqualTo(401);
        assertThat(call("GET", "me", "", bearer(renewed)).getStatus()).isEqualTo(200);
        assertThat(post("renewal", "", Map.of()).getStatus()).isEqualTo(401);
        assertThat(post("login", "{\"name\":\"a\",\"password\":\"b\",\"stay\":1}", Map.of())
                        .getStatus())
                .isEqualTo(400);
    }

    private static Map<String, String> with(Map<String, String> bearer, String cookie) {
        return Map.of("Authorization", bearer.get("Authorization"), "Cookie", cookie);
    }

    @Test
    void renewalsAndListsOfSessionsAreCountedPerUser() throws Exception {
        Map<String, String> ann = bearer(post("register", ANN, Map.of()));
        Map<String, String> bob = bearer(post("register", ANN.replace("Ann", "Bob"), Map.of()));
        for (int i = 0; i < 15; i++) {
            assertThat(post("renewal", "", ann).getStatus()).isEqualTo(200);
            assertThat(call("GET", "sessions", "", ann).getStatus()).isEqualTo(200);
        }
        ContainerResponse refused = post("renewal", "", ann);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeaderString("Retry-After")).isEqualTo("60");
        assertThat(call("GET", "sessions", "", ann).getStatus()).isEqualTo(429);
        assertThat(call("GET", "sessions", "", bob).getStatus()).isEqualTo(200);
        auth.clock.forward(Duration.ofMinutes(1));
        assertThat(post("renewal", "", ann).getStatus()).isEqualTo(200);
    }

    @Test
    void aTokenGoesBackTheWayItCame() throws Exception {
        ContainerResponse ann = post("register", ANN, Map.of());
        ContainerResponse bob = post("register", ANN.replace("Ann", "Bob"), Map.of());
        ContainerResponse byCookie = post("renewal", "", Map.of("Cookie", cookie(ann)));
        assertThat(json(byCookie).keySet()).containsExactly("user");
        assertThat(byCookie.getHeaderString("Set-Cookie")).contains("Max-Age=43200");
        for (Map<String, String> bearers : List.of(
                bearer(ann),
                with(bearer(ann), cookie(bob)),
                with(bearer(ann), "anipub=stale"),
                with(bearer(ann), cookie(ann) + "; " + cookie(bob)))) {
            ContainerResponse renewed = post("renewal", "", bearers);
            assertThat(json(renewed).keySet()).containsExactly("user", "token");
            assertThat(renewed.getHeaderString("Set-Cookie")).isNull();
        }
        String change = "{\"current\":\"correct horse\",\"next\":\"battery staple\"}";
        ContainerResponse changed = call("PUT", "password", change, with(bearer(ann), cookie(bob)));
        assertThat(json(changed).keySet()).containsExactly("user", "token");
        assertThat(changed.getHeaderString("Set-Cookie")).isNull();
        ContainerResponse byTheCookie = call("PUT", "password", change, Map.of("Cookie", cookie(bob)));
        assertThat(json(byTheCookie).keySet()).containsExactly("user");
        assertThat(call("GET", "me", "", Map.of("Cookie", cookie(byTheCookie))).getStatus())
                .isEqualTo(200);
    }

    @Test
    void renewsACookieThatIsUsedInTheSecondHalfOfItsLife() throws Exception {
        ContainerResponse ann = post("register", ANN, Map.of());
        Map<String, String> cookie = Map.of("Cookie", cookie(ann));
        auth.clock.forward(Duration.ofHours(6));
        assertThat(call("GET", "me", "", cookie).getHeaderString("Set-Cookie")).isNull();
        auth.clock.forward(Duration.ofSeconds(1));
        assertThat(rest.call("GET", "kept", "", cookie).getHeaderString("Set-Cookie"))
                .as("what a cache may keep")
                .isNull();
        ContainerResponse later = call("GET", "me", "", cookie);
        assertThat(call("GET", "me", "", cookie).getHeaderString("Set-Cookie"))
                .as("within the same minute")
                .isNull();
        assertThat(later.getHeaderString("Set-Cookie"))
                .contains("Max-Age=43200")
                .doesNotContain(cookie(ann));
        assertThat(call("GET", "me", "", bearer(ann)).getHeaderString("Set-Cookie"))
                .as("a bearer's")
                .isNull();
        assertThat(call("GET", "nothing", "", cookie).getHeaderString("Set-Cookie"))
                .as("an error")
                .isNull();
        assertThat(call("GET", "session", "", Map.of("Cookie", cookie(ann), "Origin", "https://elsewhere.example"))
                        .getHeaderString("Set-Cookie"))
                .isNull();
        auth.clock.forward(Duration.ofMinutes(1));
        assertThat(call("GET", "me", "", cookie).getHeaderString("Set-Cookie")).isNotNull();
        auth.clock.forward(Duration.ofHours(11).minusMinutes(1));
        assertThat(call("GET", "me", "", cookie).getStatus()).isEqualTo(401);
        assertThat(call("GET", "me", "", Map.of("Cookie", cookie(later))).getStatus())
                .isEqualTo(200);
        assertThat(json(call("GET", "sessions", "", Map.of("Cookie", cookie(later))))
                        .getJsonArray("sessions"))
                .hasSize(1);
    }

    private ContainerResponse post(String path, String body, Map<String, String> headers) throws Exception {
        return rest.post("auth/" + path, body, headers);
    }

    private ContainerResponse call(String method, String path, String body, Map<String, String> headers)
            throws Exception {
        return rest.call(method, "auth/" + path, body, headers);
    }
}
