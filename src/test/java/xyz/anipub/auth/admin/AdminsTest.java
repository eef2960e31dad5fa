package xyz.anipub.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.audit.InMemoryAuditLog;
import xyz.anipub.auth.AdminSettings;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.TokenOrigin;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.token.AuthFixture;
import xyz.anipub.problem.ProblemException;

class AdminsTest {

    private static final String ANN = "0123456789abcdef01234567";
    private static final String BOB = "0123456789abcdef01234568";

    private final AuthFixture auth = new AuthFixture();
    private final InMemoryFirstAdmin store = new InMemoryFirstAdmin();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final Admins admins = node(AdminSettings.USUAL);

    private Admins node(AdminSettings settings) {
        return new Admins(
                AuthSettings.USUAL.withAdmins(settings), store, auth.counts(attempt -> {}), new AdminDeeds(audit));
    }

    private static Principal principal(String id, boolean claims) {
        return new Principal(id, "Admin", "", "jti", Instant.MAX, new TokenOrigin(false, 0, claims, false));
    }

    @Test
    void areThoseOfTheSettingAndOfTheClaimAndNeverOfAName() {
        Admins some = node(new AdminSettings(Set.of(ANN.toUpperCase(java.util.Locale.ROOT)), "boss"));
        assertThat(some.isAdmin(principal(ANN, false))).isTrue();
        assertThat(some.isAdmin(principal(BOB, false))).isFalse();
        assertThat(some.isAdmin(principal(BOB, true))).isTrue();
        assertThat(some.isAdmin(BOB)).as("without a token").isFalse();
    }

    @Test
    void theFirstBecomesItByTheCodeOfAllNodes() {
        Admins other = node(AdminSettings.USUAL);
        other.follow();
        String code = store.code("another");
        admins.claim(principal(ANN, false), code, "192.0.2.1");
        assertThat(admins.isAdmin(ANN)).isTrue();
        assertThat(other.isAdmin(ANN)).isFalse();
        other.follow();
        assertThat(other.isAdmin(ANN)).isTrue();
        assertThat(audit.actions()).containsExactly("admin_claimed " + ANN);
        assertThat(refusal(BOB, code)).as("used").isEqualTo(403);
        assertThat(admins.isAdmin(BOB)).isFalse();
    }

    @Test
    void anotherBecomesItByAnotherCodeWhenTheFirstIsGone() {
        Admins other = node(AdminSettings.USUAL);
        String code = store.code("code");
        admins.claim(principal(ANN, false), code, "192.0.2.1");
        other.follow();
        other.resign(BOB);
        assertThat(other.isAdmin(ANN)).isTrue();
        other.resign(ANN);
        admins.follow();
        assertThat(admins.isAdmin(ANN)).isFalse();
        assertThat(refusal(BOB, code)).isEqualTo(403);
        assertThat(refusal(BOB, store.code("another"))).isZero();
        other.follow();
        assertThat(other.isAdmin(BOB)).isTrue();
    }

    @Test
    void theFirstIsNoneWhereTheSettingsNameOthers() {
        admins.claim(principal(ANN, false), store.code("code"), "192.0.2.1");
        Admins named = node(new AdminSettings(Set.of(BOB), ""));
        Admins claimed = node(new AdminSettings(Set.of(), "boss"));
        named.follow();
        claimed.follow();
        assertThat(named.isAdmin(ANN)).isFalse();
        assertThat(named.isAdmin(BOB)).isTrue();
        assertThat(claimed.isAdmin(ANN)).isFalse();
        assertThat(claimed.isAdmin(principal(BOB, true))).isTrue();
    }

    @Test
    void ofManyAtOnceOneBecomesIt() {
        String code = store.code("code");
        List<CompletableFuture<Integer>> claims = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> refusal(node(AdminSettings.USUAL), BOB.substring(0, 23) + i, code)))
                .toList();
        assertThat(claims.stream().map(CompletableFuture::join).filter(status -> status == 0))
                .hasSize(1);
    }

    @Test
    void thereIsNoCodeWhereSomebodyIsNamed() {
        Admins named = node(new AdminSettings(Set.of(ANN), ""));
        assertThat(refusal(named, BOB, store.code("code"))).isEqualTo(403);
        Admins claimed = node(new AdminSettings(Set.of(), "boss"));
        assertThat(refusal(claimed, BOB, store.code("code"))).isEqualTo(403);
    }

    @Test
    void aCodeIsNotGuessed() {
        store.code("code");
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(ANN, "guess" + i)).isEqualTo(403);
        }
        assertThat(refusal(BOB, "code")).as("from the same address").isEqualTo(429);
        auth.clock.forward(Duration.ofMinutes(1));
        assertThat(refusal(BOB, "code")).isZero();
    }

    @Test
    void nothingIsDoneThatCannotBeWrittenDown() {
        audit.away = true;
        assertThat(catchThrowableOfType(
                        UnavailableException.class,
                        () -> admins.claim(principal(ANN, false), store.code("code"), "192.0.2.1")))
                .isNotNull();
        assertThat(store.find()).isEmpty();
    }

    private int refusal(String user, String code) {
        return refusal(admins, user, code);
    }

    private static int refusal(Admins admins, String user, String code) {
        try {
            admins.claim(principal(user, false), code, "192.0.2.1");
            return 0;
        } catch (ProblemException refused) {
            return refused.problem().status();
        }
    }
}
