package xyz.anipub.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.User;
import xyz.anipub.auth.token.AuthFixture;
import xyz.anipub.auth.token.Evidence;
import xyz.anipub.auth.token.IssuedToken;

class SessionsTest {

    private static final Visitor DESK = Visitor.of("Desk", "192.0.2.7");

    private final AuthFixture auth = new AuthFixture();
    private final User ann = auth.ann();

    @Test
    void isRenewedUnderItsIdAndSocketsLearnOfIt() {
        IssuedToken first = auth.sessions.begin(ann, DESK, false);
        assertThat(auth.tokens.isDueForRenewal(first.token())).isFalse();
        auth.clock.forward(Duration.ofHours(6).plusSeconds(1));
        assertThat(auth.tokens.isDueForRenewal(first.token())).isTrue();

        IssuedToken second = auth.sessions.renew(first.token(), DESK).orElseThrow();

        Principal before = first.principal();
        assertThat(second.principal().tokenId()).isEqualTo(before.tokenId());
        assertThat(auth.sessions.of(before)).isEqualTo(second.principal().expiresAt());
        assertThat(auth.tokens.verify(first.token())).isEqualTo(before);
        assertThat(auth.sessions.of(before, DESK)).hasSize(1);
        auth.sessions.end(before);
        assertThatThrownBy(() -> auth.tokens.verify(second.token())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void staysEndedForAsLongAsItCouldHaveBeenRenewed() {
        IssuedToken first = auth.sessions.begin(ann, DESK, true);
        auth.clock.forward(Duration.ofDays(29));
        IssuedToken second = auth.sessions.renew(first.token(), DESK).orElseThrow();
        auth.sessions.end(first.principal());
        auth.clock.forward(Duration.ofDays(29));
        auth.tokens.sweep();
        assertThatThrownBy(() -> auth.tokens.verify(second.token())).isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @CsvSource({"false, PT14H", "true, P30DT2H"})
    void isRememberedAsEndedForAsLongAsATokenOfItLives(boolean stay, Duration kept) {
        IssuedToken here = auth.sessions.begin(ann, DESK, stay);
        IssuedToken there = auth.sessions.begin(ann, DESK, stay);
        auth.sessions.end(here.principal());
        auth.sessions.end(
                auth.tokens.verify(auth.sessions.begin(ann, DESK, true).token()),
                there.principal().tokenId());

        auth.clock.forward(kept.minusHours(2));
        auth.tokens.sweep();
        assertThat(auth.revocations()).isEqualTo(2);
        auth.clock.forward(Duration.ofHours(2));
        auth.tokens.sweep();
        assertThat(auth.revocations()).isZero();
    }

    @Test
    void doesNotComeBackByARenewalThatWasUnderWay() {
        IssuedToken first = auth.sessions.begin(ann, DESK, false);
        auth.sessions.end(first.principal());
        assertThatThrownBy(() -> auth.sessions.renew(first.token(), DESK)).isInstanceOf(InvalidTokenException.class);
        // As if the renewal had read before, and written after.
        Instant now = auth.clock.instant();
        auth.sessionStore.put(new Session(
                first.principal().tokenId(),
                ann.id(),
                DESK,
                now,
                now,
                first.principal().expiresAt()));
        IssuedToken other = auth.sessions.begin(ann, DESK, false);
        assertThat(auth.sessions.of(other.principal(), DESK))
                .extracting(Session::id)
                .containsExactly(other.principal().tokenId());
    }

    @Test
    void endsTheOneThatWasNotUsedForLongestIfThereAreTooMany() {
        IssuedToken oldest = auth.sessions.begin(ann, DESK, true);
        for (int i = 0; i < 50; i++) {
            auth.clock.forward(Duration.ofMinutes(10));
            assertThat(auth.disconnected).isEmpty();
            auth.sessions.begin(ann, DESK, true);
        }
        assertThat(auth.disconnected).containsExactly(oldest.principal().tokenId());
        assertThat(auth.sessionStore.of(ann.id(), 100)).hasSize(50);
    }

    @Test
    void notesItsUseOnceInSomeMinutes() {
        String token = auth.sessions.begin(ann, DESK, false).token();
        Evidence evidence =
                new Evidence(Optional.of(token), List.of(), List.of(), Optional.empty(), Optional.empty(), true);
        for (int minute = 0; minute < 11; minute++) {
            auth.credentials.identify(evidence);
            auth.credentials.identify(evidence);
            auth.clock.forward(Duration.ofMinutes(1));
        }
        assertThat(auth.sessionStore.uses).isEqualTo(2);
        assertThat(auth.sessionStore.of(ann.id(), 1))
                .extracting(Session::usedAt)
                .containsExactly(auth.clock.instant().minus(Duration.ofMinutes(1)));
    }

    @Test
    void listsTheOneOfThisCallAlsoIfThereIsNoRecordOfIt() {
        Principal caller = auth.tokens.issue(ann).principal();
        assertThat(auth.sessions.of(caller, DESK)).extracting(Session::visitor).containsExactly(DESK);
        assertThat(auth.sessions.end(caller, caller.tokenId())).isTrue();
        assertThat(auth.disconnected).containsExactly(caller.tokenId());
    }

    @Test
    void forgetsWhatIsOver() {
        auth.sessions.begin(ann, DESK, false);
        auth.sessions.begin(ann, DESK, true);
        auth.clock.forward(Duration.ofHours(13));
        auth.sessions.sweep();
        assertThat(auth.sessionStore.of(ann.id(), 10)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
        "::ffff:192.0.2.77, 192.0.2.0/24",
        "unknown, ''"
    })
    void knowsOnlyRoughlyFromWhere(String address, String network) {
        assertThat(Visitor.of("", address).network()).isEqualTo(network);
    }
}
