package xyz.anipub.auth.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.auth.rest.AuthRest.bearer;
import static xyz.anipub.auth.rest.AuthRest.json;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.server.ContainerResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.auth.AdminSettings;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.User;
import xyz.anipub.auth.token.AuthFixture;

/** Who may register, as admins choose it, and what a session says of it and of the first admin. */
class RegistrationRestTest {

    private static final String ADMIN_ID = "0123456789abcdef0123456a";
    private static final AuthSettings SETTINGS = AuthSettings.USUAL
            .withToken(TokenSettings.USUAL.withSecret(AuthFixture.SECRET))
            .withPassword(AuthFixture.CHEAP)
            .withAdmins(new AdminSettings(Set.of(ADMIN_ID), ""));

    private final AuthRest rest = new AuthRest(new AuthFixture(SETTINGS));
    private Map<String, String> admin = Map.of();

    @BeforeEach
    void come() {
        User root = new User(ADMIN_ID, "Root", "", "");
        rest.auth.repository.add(root);
        admin = Map.of("Authorization", "Bearer " + rest.auth.tokens.issue(root).token());
    }

    private static ContainerResponse register(AuthRest rest, String name, String invitation) throws Exception {
        return rest.post(
                "auth/register",
                "{\"name\":\"" + name + "\",\"password\":\"correct horse\",\"invitation\":\"" + invitation + "\"}",
                Map.of());
    }

    @Test
    void anAdminChoosesWhoMayRegister() throws Exception {
        assertThat(choose("\"closed\"").toString()).isEqualTo("{\"mode\":\"closed\",\"setting\":\"open\"}");
        assertThat(register(rest, "Ann", "").getStatus()).isEqualTo(403);
        assertThat(json(rest.call("GET", "auth/session", "", Map.of())).getString("registration"))
                .isEqualTo("closed");
        choose("\"invitation\"");
        String code = json(rest.post("invitations", "{}", admin)).getString("code");
        assertThat(register(rest, "Ann", "").getStatus()).isEqualTo(403);
        assertThat(register(rest, "Ann", code).getStatus()).isEqualTo(201);
        choose("\"invitation\"");
        assertThat(choose("null").isNull("mode")).isTrue();
        assertThat(register(rest, "Bob", "").getStatus()).isEqualTo(201);
        assertThat(rest.audit.deeds)
                .filteredOn(deed -> deed.action().equals("registration_changed"))
                .as("what is chosen already is no deed")
                .extracting(deed -> deed.reason().orElseThrow())
                .containsExactly("setting -> closed", "closed -> invitation", "invitation -> setting");
    }

    private JsonObject choose(String mode) throws Exception {
        ContainerResponse answer = rest.call("PUT", "admin/registration", "{\"mode\":" + mode + "}", admin);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(json(rest.call("GET", "admin/registration", "", admin))).isEqualTo(json(answer));
        return json(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"mode\":\"\"}", "{\"mode\":\"OPEN\"}", "{\"mode\":true}"})
    void aModeIsOneOfThree(String body) throws Exception {
        assertThat(rest.call("PUT", "admin/registration", body, admin).getStatus())
                .isEqualTo(400);
        assertThat(rest.audit.deeds).isEmpty();
    }

    @Test
    void onlyWhoIsLoggedInHearsThatThereIsNoAdmin() throws Exception {
        AuthRest rest = new AuthRest(new AuthFixture(SETTINGS.withAdmins(AdminSettings.USUAL)));
        Map<String, String> ann = bearer(register(rest, "Ann", ""));
        assertThat(json(rest.call("GET", "auth/session", "", ann)))
                .as("not known yet")
                .doesNotContainKey("awaitsAdmin");
        rest.admins.follow();
        assertThat(json(rest.call("GET", "auth/session", "", ann)).getBoolean("awaitsAdmin"))
                .isTrue();
        assertThat(json(rest.call("GET", "auth/session", "", Map.of()))).doesNotContainKey("awaitsAdmin");
        this.rest.admins.follow();
        assertThat(json(this.rest.call("GET", "auth/session", "", admin)))
                .as("the settings name one")
                .doesNotContainKey("awaitsAdmin");
    }
}
