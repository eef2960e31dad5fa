package xyz.anipub.auth.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.auth.rest.AuthRest.bearer;
import static xyz.anipub.auth.rest.AuthRest.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.server.ContainerResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.auth.AdminSettings;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.User;
import xyz.anipub.auth.token.AuthFixture;

/** What admins do to accounts, and what others get who try. */
class AdminRestTest {

    private static final String ADMIN_ID = "0123456789abcdef0123456a";
    private static final String OTHER_ADMIN = "0123456789abcdef0123456c";
    private static final String GHOST = "0123456789abcdef0123456b";
    private static final AuthSettings SETTINGS = AuthSettings.USUAL
            .withToken(TokenSettings.USUAL.withSecret(AuthFixture.SECRET))
            .withPassword(AuthFixture.CHEAP)
            .withAdmins(new AdminSettings(Set.of(ADMIN_ID, OTHER_ADMIN), ""));

    private AuthRest rest = new AuthRest(new AuthFixture(SETTINGS));
    private Map<String, String> admin = Map.of();
    private Map<String, String> ann = Map.of();
    private String annsId = "";

    @BeforeEach
    void come() throws Exception {
        comeTo(rest);
    }

    private void comeTo(AuthRest site) throws Exception {
        rest = site;
        rest.auth.repository.add(new User(ADMIN_ID, "Root", "", ""));
        admin = bearer(rest.auth
                .tokens
                .issue(rest.auth.repository.byId(ADMIN_ID).orElseThrow())
                .token());
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private void registerAnn() throws Exception {
        ContainerResponse welcome = register("Ann", "");
        assertThat(welcome.getStatus()).isEqualTo(201);
        ann = AuthRest.bearer(welcome);
        annsId = json(welcome).getJsonObject("user").getString("_id");
    }

    private ContainerResponse register(String name, String invitation) throws Exception {
        return rest.post(
                "auth/register",
                "{\"name\":\"" + name + "\",\"password\":\"correct horse\",\"invitation\":\"" + invitation + "\"}",
                Map.of());
    }

    private ContainerResponse login(String password) throws Exception {
        return rest.post("auth/login", "{\"name\":\"Ann\",\"password\":\"" + password + "\"}", Map.of());
    }

    private int status(String method, String path, String body, Map<String, String> headers) throws Exception {
        return rest.call(method, path, body, headers).getStatus();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, admin/people, ''",
        "PUT, admin/registration, '{\"mode\":\"closed\"}'",
        "GET, admin/registration, ''",
        "PUT, users/ID/suspension, '{}'",
        "DELETE, users/ID/suspension, ''",
        "POST, users/ID/reset, ''",
        "POST, invitations, '{}'",
        "GET, invitations, ''",
        "DELETE, invitations/x, ''"
    })
    void onlyAdminsMay(String method, String path, String body) throws Exception {
        registerAnn();
        String own = path.replace("ID", annsId);
        assertThat(status(method, own, body, Map.of())).isEqualTo(401);
        assertThat(status(method, own, body, ann)).isEqualTo(403);
        assertThat(rest.audit.deeds).isEmpty();
        assertThat(status(method, own, body, admin)).isIn(200, 201, 204, 404);
    }

    @Test
    void anAdminIsToldSo() throws Exception {
        registerAnn();
        assertThat(json(rest.call("GET", "auth/me", "", admin)).getBoolean("admin"))
                .isTrue();
        assertThat(json(rest.call("GET", "auth/session", "", admin))
                        .getJsonObject("user")
                        .getBoolean("admin"))
                .isTrue();
        assertThat(json(rest.call("GET", "auth/me", "", ann))).doesNotContainKey("admin");
    }

    @Test
    void aSuspendedUserIsOutUntilThen() throws Exception {
        registerAnn();
        String until = rest.auth.clock.instant().plus(Duration.ofHours(2)).toString();
        String body = "{\"until\":\"" + until + "\",\"reason\":\"spam\"}";
        assertThat(status("PUT", "users/" + annsId + "/suspension", body, admin))
                .isEqualTo(204);
        assertThat(rest.auth.disconnected).containsExactly(annsId + " but ");
        assertThat(status("GET", "auth/me", "", ann)).isEqualTo(401);
        JsonObject session = json(rest.call("GET", "auth/session", "", ann));
        assertThat(session.isNull("user")).isTrue();
        assertThat(session.getJsonObject("suspended").getString("reason")).isEqualTo("spam");
        assertThat(java.time.Instant.parse(session.getJsonObject("suspended").getString("until")))
                .isEqualTo(until);
        ContainerResponse login = login("correct horse");
        assertThat(login.getStatus()).isEqualTo(403);
        JsonObject problem = json(login);
        assertThat(problem.getString("code")).isEqualTo("suspended");
        assertThat(problem.getString("detail")).contains("spam");
        assertThat(java.time.Instant.parse(problem.getString("until"))).isEqualTo(until);
        assertThat(login("wrong").getStatus())
                .as("only who knows the password hears of it")
                .isEqualTo(401);
        JsonObject listed = people("an").get(0).asJsonObject();
        assertThat(listed.getJsonObject("suspended").getString("reason")).isEqualTo("spam");

        rest.auth.clock.forward(Duration.ofHours(2));

        assertThat(status("GET", "auth/me", "", ann)).isEqualTo(200);
        assertThat(login("correct horse").getStatus()).isEqualTo(200);
        assertThat(people("an").get(0).asJsonObject().isNull("suspended")).isTrue();
    }

    @Test
    void aSuspensionIsTakenBack() throws Exception {
        registerAnn();
        String path = "users/" + annsId + "/suspension";
        assertThat(status("PUT", path, "{}", admin)).isEqualTo(204);
        assertThat(status("PUT", path, "{}", admin)).as("twice").isEqualTo(204);
        assertThat(json(login("correct horse"))).doesNotContainKey("until");
        assertThat(status("DELETE", path, "", admin)).isEqualTo(204);
        assertThat(status("DELETE", path, "", admin)).as("twice").isEqualTo(204);
        assertThat(status("GET", "auth/me", "", ann)).isEqualTo(200);
        assertThat(rest.audit.actions())
                .containsExactly(
                        "suspended " + annsId,
                        "suspended " + annsId,
                        "suspension_lifted " + annsId,
                        "suspension_lifted " + annsId);
    }

    @Test
    void nobodySuspendsThemselvesOrNobody() throws Exception {
        assertThat(status("PUT", "users/" + ADMIN_ID + "/suspension", "{}", admin))
                .isEqualTo(403);
        assertThat(status("PUT", "users/" + GHOST + "/suspension", "{}", admin)).isEqualTo(404);
        assertThat(status("DELETE", "users/nobody/suspension", "", admin)).isEqualTo(404);
        assertThat(rest.audit.deeds).isEmpty();
    }

    @Test
    void whomTheSettingsNameIsNotSuspended() throws Exception {
        rest.auth.repository.add(new User(OTHER_ADMIN, "Other", "", ""));
        assertThat(status("PUT", "users/" + OTHER_ADMIN + "/suspension", "{}", admin))
                .isEqualTo(403);
        assertThat(rest.audit.deeds).isEmpty();
    }

    @Test
    void nothingIsDoneThatCannotBeWrittenDown() throws Exception {
        registerAnn();
        rest.audit.away = true;
        assertThat(status("PUT", "users/" + annsId + "/suspension", "{}", admin))
                .isEqualTo(503);
        assertThat(status("GET", "auth/me", "", ann)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"until\":\"tomorrow\"}", "{\"until\":\"2020-01-01T00:00:00Z\"}", "{\"until\":5}"})
    void aSuspensionHasATimeToCome(String body) throws Exception {
        registerAnn();
        assertThat(status("PUT", "users/" + annsId + "/suspension", body, admin))
                .isEqualTo(400);
    }

    @Test
    void aForgottenPasswordIsReplacedByACode() throws Exception {
        registerAnn();
        assertThat(status("POST", "users/" + GHOST + "/reset", "", admin)).isEqualTo(404);
        assertThat(status("POST", "users/" + ADMIN_ID + "/reset", "", admin))
                .as("another site's")
                .isEqualTo(409);
        String former = code(rest.call("POST", "users/" + annsId + "/reset", "", admin));
        ContainerResponse fresh = rest.call("POST", "users/" + annsId + "/reset", "", admin);
        assertThat(fresh.getStatus()).isEqualTo(201);
        String code = code(fresh);
        assertThat(code).hasSize(22).isNotEqualTo(former);
        assertThat(reset(former)).as("there is a newer one").isEqualTo(403);
        assertThat(rest.post("auth/reset", "{\"code\":\"" + code + "\",\"next\":\"short\"}", Map.of())
                        .getStatus())
                .isEqualTo(400);

        assertThat(reset(code)).isEqualTo(204);

        assertThat(reset(code)).as("used").isEqualTo(403);
        assertThat(status("GET", "auth/me", "", ann)).isEqualTo(401);
        assertThat(status("PUT", "users/" + annsId + "/suspension", "{}", admin))
                .isEqualTo(204);
        assertThat(json(rest.call("GET", "auth/session", "", ann)))
                .as("of an earlier password")
                .doesNotContainKey("suspended");
        assertThat(status("DELETE", "users/" + annsId + "/suspension", "", admin))
                .isEqualTo(204);
        rest.auth.disconnected.subList(1, rest.auth.disconnected.size()).clear();
        assertThat(rest.auth.disconnected).containsExactly(annsId + " but ");
        assertThat(login("correct horse").getStatus()).isEqualTo(401);
        assertThat(login("battery staple").getStatus()).isEqualTo(200);
    }

    @Test
    void aCodeIsPutBackOnlyIfNothingHasHappened() throws Exception {
        registerAnn();
        String code = code(rest.call("POST", "users/" + annsId + "/reset", "", admin));
        rest.audit.away = true;
        assertThat(reset(code)).isEqualTo(503);
        rest.audit.away = false;
        rest.auth.repository.silent(true);
        assertThat(reset(code)).as("it was put back").isEqualTo(503);
        rest.auth.repository.silent(false);
        assertThat(reset(code)).as("nobody knows").isEqualTo(403);
        assertThat(login("battery staple").getStatus()).isEqualTo(200);
    }

    @Test
    void aCodeExpiresAndIsNotGuessed() throws Exception {
        registerAnn();
        String code = code(rest.call("POST", "users/" + annsId + "/reset", "", admin));
        rest.auth.clock.forward(Duration.ofHours(1));
        assertThat(reset(code)).isEqualTo(403);
        for (int i = 1; i < 10; i++) {
            assertThat(reset("guess" + i)).isEqualTo(403);
        }
        assertThat(reset("guess")).isEqualTo(429);
    }

    @Test
    void aCodeIsOfNoUseOnceThePasswordIsAnother() throws Exception {
        registerAnn();
        String code = code(rest.call("POST", "users/" + annsId + "/reset", "", admin));
        String body = "{\"current\":\"correct horse\",\"next\":\"horse battery\"}";
        assertThat(status("PUT", "auth/password", body, ann)).isEqualTo(200);
        assertThat(reset(code)).isEqualTo(403);
        assertThat(reset(code)).as("nor when it was put back").isEqualTo(403);
        assertThat(login("horse battery").getStatus()).isEqualTo(200);
    }

    private int reset(String code) throws Exception {
        return rest.post("auth/reset", "{\"code\":\"" + code + "\",\"next\":\"battery staple\"}", Map.of())
                .getStatus();
    }

    private static String code(ContainerResponse answer) {
        return json(answer).getString("code");
    }

    @Test
    void whereAnInvitationIsNeededItsUsesAreCounted() throws Exception {
        comeTo(new AuthRest(new AuthFixture(SETTINGS.withRegistration(Registration.INVITATION))));
        assertThat(json(rest.call("GET", "auth/session", "", Map.of())).getString("registration"))
                .isEqualTo("invitation");
        ContainerResponse made = rest.post("invitations", "{\"uses\":2,\"expires\":\"PT1H\"}", admin);
        assertThat(made.getStatus()).isEqualTo(201);
        String code = code(made);
        assertThat(register("Ann", "").getStatus()).isEqualTo(403);
        assertThat(register("Ann", "guess").getStatus()).isEqualTo(403);
        assertThat(register("Ann", code).getStatus()).isEqualTo(201);
        assertThat(register("ann", code).getStatus())
                .as("a taken name uses none")
                .isEqualTo(409);
        assertThat(register("Bob", code).getStatus()).isEqualTo(201);
        ContainerResponse used = register("Eve", code);
        assertThat(used.getStatus()).isEqualTo(403);
        assertThat(json(used)).as("as a wrong one").isEqualTo(json(register("Eve", "guess")));
        assertThat(invitations()).isEmpty();
    }

    @Test
    void anInvitationIsUsedUpByWhoMayHaveBeenAdded() throws Exception {
        comeTo(new AuthRest(new AuthFixture(SETTINGS.withRegistration(Registration.INVITATION))));
        String code = code(rest.post("invitations", "{}", admin));
        rest.auth.repository.silent(true);
        assertThat(register("Ann", code).getStatus()).isEqualTo(503);
        rest.auth.repository.silent(false);
        assertThat(register("Bob", code).getStatus()).isEqualTo(403);
    }

    @Test
    void anInvitationExpiresAndIsRevoked() throws Exception {
        comeTo(new AuthRest(new AuthFixture(SETTINGS.withRegistration(Registration.INVITATION))));
        String expiring = code(rest.post("invitations", "{}", admin));
        rest.auth.clock.forward(Duration.ofDays(7));
        admin = bearer(rest.auth
                .tokens
                .issue(rest.auth.repository.byId(ADMIN_ID).orElseThrow())
                .token());
        assertThat(register("Ann", expiring).getStatus()).isEqualTo(403);
        ContainerResponse made = rest.post("invitations", "{\"uses\":1000}", admin);
        String path = "invitations/" + json(made).getString("_id");
        assertThat(invitations()).hasSize(1);
        assertThat(status("DELETE", path, "", admin)).isEqualTo(204);
        assertThat(status("DELETE", path, "", admin)).as("twice").isEqualTo(404);
        assertThat(register("Ann", code(made)).getStatus()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uses\":0}",
                "{\"uses\":1001}",
                "{\"uses\":\"x\"}",
                "{\"expires\":\"P366D\"}",
                "{\"expires\":\"PT0S\"}",
                "{\"expires\":\"-PT1H\"}",
                "{\"expires\":\"soon\"}"
            })
    void anInvitationHasItsBounds(String body) throws Exception {
        assertThat(status("POST", "invitations", body, admin)).isEqualTo(400);
    }

    private List<JsonValue> invitations() throws Exception {
        return json(rest.call("GET", "invitations", "", admin)).getJsonArray("invitations");
    }

    @Test
    void nobodyRegistersWhereItIsClosed() throws Exception {
        comeTo(new AuthRest(new AuthFixture(SETTINGS.withRegistration(Registration.CLOSED))));
        String code = code(rest.post("invitations", "{}", admin));
        assertThat(register("Ann", code).getStatus()).isEqualTo(403);
        assertThat(invitations()).as("not used").hasSize(1);
    }

    @Test
    void peopleAreFoundAndPaged() throws Exception {
        for (String name : List.of("Ann", "anna", "Bob")) {
            assertThat(register(name, "").getStatus()).isEqualTo(201);
        }
        assertThat(people("AN")).extracting(AdminRestTest::name).containsExactly("Ann", "anna");
        JsonObject first = json(rest.call("GET", "admin/people?limit=3", "", admin));
        assertThat(first.getJsonArray("people")).extracting(AdminRestTest::name).containsExactly("Ann", "anna", "Bob");
        JsonObject next = json(rest.call("GET", "admin/people?limit=3&after=" + first.getString("next"), "", admin));
        assertThat(next.getJsonArray("people")).extracting(AdminRestTest::name).containsExactly("Root");
        assertThat(next.isNull("next")).isTrue();
        assertThat(next.getJsonArray("people").getJsonObject(0).getBoolean("admin"))
                .isTrue();
        for (String bad : List.of("limit=0", "limit=201", "limit=x", "q=" + "x".repeat(201))) {
            assertThat(status("GET", "admin/people?" + bad, "", admin)).as(bad).isEqualTo(400);
        }
    }

    private List<JsonValue> people(String q) throws Exception {
        return json(rest.call("GET", "admin/people?q=" + q, "", admin)).getJsonArray("people");
    }

    private static String name(JsonValue person) {
        return person.asJsonObject().getString("name");
    }
}
