package xyz.anipub.auth.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.PASSWORD;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;

/** Passwords, sessions and suspensions in a server, and what becomes of the sockets. */
class AccountsIT {

    private final Person admin = SharedChat.admin();
    private Person alice;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
    }

    private static Reply put(Person person, String path, JsonObject body) {
        return person.api().call("PUT", path).bearer(person.token()).json(body).send();
    }

    @Test
    void aChangedPasswordClosesTheSocketsOfAllSessions() {
        Person phone = alice.again();
        try (ChatClient here = ChatClient.of(alice).awaitConnected();
                ChatClient there = ChatClient.of(phone).awaitConnected()) {
            JsonObject body = object("current", PASSWORD, "next", "battery staple");
            put(alice, "/api/auth/password", object("current", "wrong", "next", "battery staple"))
                    .problem(403, "forbidden");
            Reply changed = put(alice, "/api/auth/password", body).expect(200);
            assertThat(there.awaitEnd()).isEqualTo("io server disconnect");
            phone.get("/api/auth/me").send().problem(401, "unauthorized");
            assertThat(here.awaitEnd()).isEqualTo("io server disconnect");
            alice.get("/api/auth/me").send().problem(401, "unauthorized");
            Person goesOn = alice.with(changed.object().getString("token"));
            try (ChatClient again = ChatClient.of(goesOn).awaitConnected()) {
                assertThat(again.done("get_active_users", goesOn.createRoom()).getInt("userCount"))
                        .isZero();
            }
        }
    }

    @Test
    void aSessionIsSeenAndEnded() {
        Person phone = alice.again();
        try (ChatClient there = ChatClient.of(phone).awaitConnected()) {
            JsonObject sessions =
                    alice.get("/api/auth/sessions").send().expect(200).object();
            String other = sessions.getJsonArray("sessions").stream()
                    .map(JsonValue::asJsonObject)
                    .filter(each -> !each.getBoolean("current"))
                    .findFirst()
                    .orElseThrow()
                    .getString("_id");
            Person.register("Bob").delete("/api/auth/sessions/" + other).send().problem(404, "not_found");
            alice.delete("/api/auth/sessions/" + other).send().expect(204);
            assertThat(there.awaitEnd()).isEqualTo("io server disconnect");
            phone.get("/api/auth/me").send().problem(401, "unauthorized");
        }
        Reply renewed =
                alice.post("/api/auth/renewal").cookie(alice.cookie()).send().expect(200);
        assertThat(renewed.header("Set-Cookie").orElseThrow()).contains("Max-Age=43200");
        admin.post("/api/auth/renewal").send().problem(403, "forbidden");
    }

    @Test
    void aSuspendedUserIsOut() {
        String path = "/api/users/" + alice.id() + "/suspension";
        put(alice, path, object()).problem(403, "forbidden");
        put(admin, "/api/users/" + admin.id() + "/suspension", object()).problem(403, "forbidden");
        String until = Instant.now().plus(Duration.ofHours(1)).toString();
        try (ChatClient client = ChatClient.of(alice).awaitConnected()) {
            put(admin, path, object("until", until, "reason", "spam")).expect(204);
            assertThat(client.awaitEnd()).isEqualTo("io server disconnect");
        }
        alice.get("/api/auth/me").send().problem(401, "unauthorized");
        JsonObject login = object("name", alice.name(), "password", PASSWORD);
        assertThat(alice.api().post("/api/auth/login").json(login).send().problem(403, "suspended"))
                .containsKey("until");
        Reply people = admin.get("/api/admin/people?limit=1&q=" + alice.name().replace(" ", "%20"))
                .send();
        assertThat(people.expect(200)
                        .object()
                        .getJsonArray("people")
                        .getJsonObject(0)
                        .getJsonObject("suspended")
                        .getString("reason"))
                .isEqualTo("spam");
        admin.delete(path).send().expect(204);
        alice.get("/api/auth/me").send().expect(200);
    }

    @Test
    void aForgottenPasswordIsReplaced() {
        Reply made = admin.post("/api/users/" + alice.id() + "/reset").send().expect(201);
        String code = made.object().getString("code");
        try (ChatClient client = ChatClient.of(alice).awaitConnected()) {
            JsonObject body = object("code", code, "next", "battery staple");
            alice.api().post("/api/auth/reset").json(body).send().expect(204);
            assertThat(client.awaitEnd()).isEqualTo("io server disconnect");
            alice.api().post("/api/auth/reset").json(body).send().problem(403, "forbidden");
        }
    }

    @Test
    void anAdminInvitesAndNobodyElseBecomesOne() {
        Reply made = admin.post("/api/invitations")
                .json(object("expires", "PT1H"))
                .send()
                .expect(201);
        String path = "/api/invitations/" + made.object().getString("_id");
        assertThat(admin.get("/api/invitations").send().expect(200).text())
                .contains(made.object().getString("_id"))
                .doesNotContain(made.object().getString("code"));
        admin.delete(path).send().expect(204);
        admin.delete(path).send().problem(404, "not_found");
        alice.post("/api/admin/claim")
                .json(object("code", unique("guess")))
                .send()
                .problem(403, "forbidden");
        assertThat(admin.get("/api/auth/me").send().expect(200).object().getBoolean("admin"))
                .isTrue();
    }
}
