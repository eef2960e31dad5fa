package xyz.anipub.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.AdminSettings;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.testing.SignedToken;

/** What becomes of a user's tokens, on two nodes, when their standing changes. */
class UserEndingsTest {

    private final AuthFixture auth = new AuthFixture();
    private final List<String> there = new ArrayList<>();
    private final Tokens other = auth.node(there);
    private final User ann = auth.ann();
    private final IssuedToken first = auth.tokens.issue(ann);
    private final IssuedToken second = auth.tokens.issue(ann);

    private String foreign() {
        return SignedToken.of(
                AuthFixture.SECRET, ann.id(), "Ann", auth.clock.instant().plus(Duration.ofHours(1)));
    }

    private void changePassword() {
        auth.repository.changePassword(ann.id(), "", "$new", first.principal().tokenId());
        auth.tokens.endUser(ann.id(), first.principal().tokenId());
    }

    private static void assertRefused(Tokens tokens, String token) {
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void allOtherSessionsEndOnBothNodes() {
        String sites = foreign();
        other.verify(second.token());
        changePassword();
        assertThat(auth.relayed).hasSize(1);
        other.revokedElsewhere(auth.relayed.get(0), Instant.MAX);
        other.followOtherNodes();
        String told = ann.id() + " but " + first.principal().tokenId();
        assertThat(there).as("once, by whichever way").containsExactly(told);
        assertThat(auth.disconnected).containsExactly(told);
        for (Tokens node : List.of(auth.tokens, other)) {
            assertRefused(node, second.token());
            assertThat(node.verify(first.token())).isEqualTo(first.principal());
            assertThat(node.verify(sites).userId()).as("it ends there").isEqualTo(ann.id());
            assertThat(node.hasEnded(second.principal())).isTrue();
            assertThat(node.hasEnded(first.principal())).isFalse();
        }
        IssuedToken next = auth.tokens.issue(auth.repository.byId(ann.id()).orElseThrow());
        assertThat(auth.tokens.verify(next.token())).isEqualTo(next.principal());
        assertThat(other.verify(auth.tokens.renew(first.token()).orElseThrow().token()))
                .extracting(Principal::tokenId)
                .isEqualTo(first.principal().tokenId());
    }

    @Test
    void whatTheStoreDidNotTakeIsSaidAgainUntilItDoes() {
        auth.revoked.away = true;
        assertThatThrownBy(this::changePassword).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(auth.tokens::followOtherNodes).isInstanceOf(UnavailableException.class);
        assertThat(auth.disconnected).isEmpty();
        auth.revoked.away = false;
        auth.tokens.followOtherNodes();
        String told = ann.id() + " but " + first.principal().tokenId();
        assertThat(auth.disconnected).containsExactly(told);
        other.followOtherNodes();
        assertThat(there).containsExactly(told);
        auth.tokens.followOtherNodes();
        assertThat(auth.relayed).as("once").hasSize(1);
    }

    @Test
    void whoWasSparedOnceIsNotSparedTheNextTime() {
        changePassword();
        auth.repository.changePassword(ann.id(), "$new", "$newer", "");
        auth.tokens.endUser(ann.id(), "");
        assertRefused(auth.tokens, first.token());
    }

    @Test
    void aLoginThatReadTheOldPasswordIsNoWayIn() {
        User before = auth.repository.byId(ann.id()).orElseThrow();
        changePassword();
        assertRefused(auth.tokens, auth.tokens.issue(before).token());
    }

    @Test
    void aNodeThatHearsOfNothingRefusesWithinAMinute() {
        other.verify(second.token());
        auth.repository.suspend(ann.id(), Optional.of(new Suspension(Optional.empty(), "")));
        auth.clock.forward(Duration.ofMinutes(1));
        assertRefused(other, second.token());
    }

    @Test
    void aSuspensionRefusesEverySitesTokensUntilItEnds() {
        String sites = foreign();
        Instant until = auth.clock.instant().plus(Duration.ofMinutes(10));
        auth.repository.suspend(ann.id(), Optional.of(new Suspension(Optional.of(until), "")));
        auth.tokens.endUser(ann.id(), "");
        assertRefused(auth.tokens, first.token());
        assertRefused(auth.tokens, sites);
        assertThatThrownBy(() -> auth.tokens.renew(first.token())).isInstanceOf(InvalidTokenException.class);
        auth.clock.forward(Duration.ofMinutes(10));
        auth.tokens.verify(first.token());
        auth.tokens.verify(sites);
    }

    @Test
    void aSuspensionEndsByTheClockThatNodesHaveInCommon() {
        Tokens hasty = auth.node(there, Clock.offset(auth.clock, Duration.ofMinutes(5)));
        Instant until = auth.clock.instant().plus(Duration.ofMinutes(1));
        auth.repository.suspend(ann.id(), Optional.of(new Suspension(Optional.of(until), "")));
        assertRefused(hasty, first.token());
        auth.clock.forward(Duration.ofMinutes(1));
        hasty.verify(first.token());
    }

    @Test
    void aSuspensionThatIsTakenBackIsSeenElsewhereInSeconds() {
        auth.repository.suspend(ann.id(), Optional.of(new Suspension(Optional.empty(), "")));
        assertRefused(other, first.token());
        auth.repository.suspend(ann.id(), Optional.empty());
        assertRefused(other, first.token());
        auth.clock.forward(Duration.ofSeconds(2));
        other.verify(first.token());
    }

    @Test
    void anotherSitesTokenIsNotRenewed() {
        auth.clock.forward(Duration.ofMinutes(1));
        assertThat(auth.tokens.renew(foreign())).isEmpty();
        assertThat(auth.tokens.isDueForRenewal(foreign())).isFalse();
        assertThat(auth.tokens.renew(first.token())).isPresent();
    }

    @Test
    void noTokenPassesForTheEndOfAUser() {
        assertThat(EndedUser.of("user:x:y:z")).isEmpty();
        assertThat(EndedUser.of("jti")).isEmpty();
        assertThat(EndedUser.of(new EndedUser(ann.id(), "a:b").freshId())).contains(new EndedUser(ann.id(), "a:b"));
    }

    @Test
    void onlyTheConfiguredClaimMakesAnAdmin() {
        AuthFixture claiming = new AuthFixture(AuthSettings.USUAL
                .withToken(TokenSettings.USUAL.withSecret(AuthFixture.SECRET))
                .withAdmins(new AdminSettings(java.util.Set.of(), "boss")));
        claiming.ann();
        assertThat(claiming.tokens.verify(foreign()).origin().admin()).isFalse();
        assertThat(claiming.tokens.verify(first.token()).origin().admin()).isFalse();
    }
}
