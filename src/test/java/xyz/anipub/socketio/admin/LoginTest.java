package xyz.anipub.socketio.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Protocol section 7.2: who may be an operator. */
class LoginTest {

    private static final String REFUSED = "4/admin,{\"message\":\"invalid credentials\"}";
    private static final String TOO_MANY = "4/admin,{\"message\":\"too many attempts, try again in a minute\"}";

    private final AdminFixture fixture = new AdminFixture(false, false);

    @Test
    void sendsAnIdOfASessionBeforeTheAnswerAndAfterIt() {
        List<String> heard = fixture.operator().take();

        assertThat(heard.get(0)).matches("session: \\[\"[0-9a-f]{16}\"]");
        assertThat(heard.get(1)).startsWith("0/admin,{\"sid\":");
        assertThat(heard.get(2)).isEqualTo(heard.get(0));
    }

    @Test
    void letsInAgainByThatIdForADay() {
        String id = sessionOf(fixture.operator());

        assertThat(enter(id)).startsWith("0/admin,");
        fixture.timers.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(enter(id)).startsWith("0/admin,");
        fixture.timers.advance(Duration.ofSeconds(1));
        assertThat(enter(id)).isEqualTo(REFUSED);
        assertThat(fixture.checked).containsExactly(AdminFixture.PASSWORD);
    }

    @Test
    void putsOperatorsOutWhenTheirLoginEnds() {
        Visitor first = fixture.operator();
        String id = sessionOf(first);
        fixture.timers.advance(Duration.ofHours(23));
        Visitor second = fixture.visitor().say("0/admin,{\"sessionId\":\"" + id + "\"}");
        Visitor third = fixture.operator();
        fixture.timers.advance(Duration.ofHours(1).minusSeconds(1));
        second.take();
        third.take();
        fixture.timers.advance(Duration.ofSeconds(1));

        assertThat(first.take()).contains("1/admin,");
        assertThat(second.take()).contains("1/admin,");
        assertThat(third.take()).doesNotContain("1/admin,");
        assertThat(fixture.server.of("/admin").sockets()).hasSize(1);
    }

    @Test
    void letsNobodyWaitWhileAPasswordIsChecked() {
        CompletableFuture<Void> later = new CompletableFuture<>();
        fixture.unhurried = later;
        Visitor operator = fixture.operator();
        assertThat(operator.say("0").take()).singleElement().asString().startsWith("0{");
        Visitor guesser = fixture.visitor().say(AdminFixture.login("root", "wrong"));

        assertThat(fixture.operator().take())
                .containsExactly("4/admin,{\"message\":\"too many logins at once, try again\"}");
        assertThat(fixture.checked).hasSize(2);
        later.complete(null);
        assertThat(operator.take("config")).hasSize(1);
        assertThat(guesser.take()).containsExactly(REFUSED);
        assertThat(fixture.operator().take("config")).hasSize(1);
    }

    @Test
    void forgetsTheOldestOfMoreThanAThousandIds() {
        LoginSessions sessions = new LoginSessions(fixture.clock);
        String first = sessions.open().id();
        String second = sessions.open().id();
        Set<String> all = new HashSet<>(Set.of(first, second));
        for (int i = 0; i < 999; i++) {
            all.add(sessions.open().id());
        }

        assertThat(all).hasSize(1_001);
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
    }

    @Test
    void refusesEverythingElse() {
        for (String auth : List.of(
                "",
                "{}",
                "{\"sessionId\":null}",
                "{\"sessionId\":\"0123456789abcdef\"}",
                "{\"username\":\"root\"}",
                "{\"username\":\"root\",\"password\":\"wrong\"}",
                "{\"username\":\"Root\",\"password\":\"open sesame\"}",
                "{\"password\":\"open sesame\"}",
                "{\"username\":\"root\",\"password\":[\"open sesame\"]}")) {
            assertThat(fixture.visitor().say("0/admin," + auth).take()).as(auth).containsExactly(REFUSED);
        }
    }

    @Test
    void checksThePasswordWhetherTheNameIsRightOrNot() {
        fixture.visitor().say(AdminFixture.login("nobody", "one"));
        fixture.visitor().say(AdminFixture.login("root", "two"));

        assertThat(fixture.checked).containsExactly("one", "two");
    }

    @Test
    void hashesNoPasswordThatNobodyWouldType() {
        fixture.visitor().say(AdminFixture.login("root", "x".repeat(1_025)));

        assertThat(fixture.checked).isEmpty();
    }

    @Test
    void givesAnAddressTenTriesAMinute() {
        for (int i = 0; i < 10; i++) {
            assertThat(fixture.visitor()
                            .say(AdminFixture.login("root", "wrong"))
                            .take())
                    .containsExactly(REFUSED);
        }
        assertThat(fixture.operator().take()).containsExactly(TOO_MANY);
        assertThat(enter("0123456789abcdef")).isEqualTo(TOO_MANY);
        assertThat(fixture.checked).hasSize(10);

        fixture.timers.advance(Duration.ofMinutes(1));
        assertThat(fixture.operator().take()).hasSizeGreaterThan(1);
    }

    @Test
    void countsNothingAgainstThoseWhoKnow() {
        for (int i = 0; i < 30; i++) {
            assertThat(fixture.operator().take()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void countsNothingWhenThePageAsksWhetherItHasToLogIn() {
        for (int i = 0; i < 30; i++) {
            assertThat(fixture.visitor().say("0/admin,{\"sessionId\":\"\"}").take())
                    .containsExactly(REFUSED);
        }
        assertThat(fixture.operator().take()).hasSizeGreaterThan(1);
    }

    private String enter(String sessionId) {
        return fixture.visitor()
                .say("0/admin,{\"sessionId\":\"" + sessionId + "\"}")
                .take()
                .get(0);
    }

    private static String sessionOf(Visitor operator) {
        return AdminFixture.text(operator.take("session").get(0).get(0));
    }
}
