package xyz.anipub.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;

class TokensTest {

    private final AuthFixture auth = new AuthFixture();

    @Test
    void verifiesWhatItIssued() {
        IssuedToken issued = auth.tokens.issue(auth.ann());
        assertThat(auth.tokens.verify(issued.token())).isEqualTo(issued.principal());
        assertThat(issued.principal().name()).isEqualTo("Ann");
        assertThat(issued.principal().expiresAt())
                .isEqualTo(auth.clock.instant().plus(Duration.ofHours(12)));
    }

    @Test
    void refusesItsOwnTokenFromTheInstantWhenItExpires() {
        IssuedToken issued = auth.tokens.issue(auth.ann());
        auth.clock.forward(Duration.ofHours(12).minusMillis(1));
        auth.tokens.verify(issued.token());
        auth.clock.forward(Duration.ofMillis(1));
        assertThat(refusal(issued.token()).reason()).isEqualTo("expired");
    }

    @Test
    void refusesARevokedToken() {
        IssuedToken issued = auth.tokens.issue(auth.ann());
        Principal ann = auth.tokens.verify(issued.token());
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        assertThat(refusal(issued.token()).reason()).isEqualTo("revoked");
        assertThat(auth.tokens.isKnownRevoked(ann.tokenId())).isTrue();
        assertThat(auth.disconnected).containsExactly(ann.tokenId());
    }

    @Test
    void leavesAnotherTokenOfTheSameUserAlone() {
        User user = auth.ann();
        Principal first = auth.tokens.issue(user).principal();
        IssuedToken second = auth.tokens.issue(user);
        auth.tokens.revoke(first.tokenId(), first.expiresAt());
        assertThat(auth.tokens.verify(second.token()).userId()).isEqualTo(user.id());
    }

    @Test
    void refusesOnAnotherNodeAfterTheRecheckTime() {
        Tokens other = auth.node(new ArrayList<>());
        IssuedToken issued = auth.tokens.issue(auth.ann());
        Principal ann = other.verify(issued.token());
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        auth.clock.forward(Duration.ofSeconds(2));
        assertThatThrownBy(() -> other.verify(issued.token())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void tellsTheListenersOfAnotherNodeOnce() {
        List<String> there = new ArrayList<>();
        Tokens other = auth.node(there);
        Principal ann = auth.tokens.issue(auth.ann()).principal();
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        auth.clock.forward(Duration.ofSeconds(1));
        other.followOtherNodes();
        auth.clock.forward(Duration.ofSeconds(1));
        other.followOtherNodes();
        auth.tokens.followOtherNodes();
        assertThat(there).containsExactly(ann.tokenId());
        assertThat(auth.disconnected).containsExactly(ann.tokenId());
        assertThat(other.isKnownRevoked(ann.tokenId())).isTrue();
    }

    @Test
    void relaysWhatIsRevokedHereToOtherNodesOnceItIsStored() {
        Principal ann = auth.tokens.issue(auth.ann()).principal();
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        assertThat(auth.relayed).containsExactly(ann.tokenId());
        auth.node(new ArrayList<>()).followOtherNodes();
        assertThat(auth.relayed).as("by whom it was revoked").hasSize(1);
    }

    @Test
    void relaysNothingThatCouldNotBeStored() {
        Principal ann = auth.tokens.issue(auth.ann()).principal();
        auth.revoked.away = true;
        assertThatThrownBy(() -> auth.tokens.revoke(ann.tokenId(), ann.expiresAt()))
                .isInstanceOf(UnavailableException.class);
        assertThat(auth.relayed).isEmpty();
    }

    @Test
    void refusesWhatWasRevokedElsewhereAtOnceAndTellsTheListenersOnce() {
        List<String> there = new ArrayList<>();
        Tokens other = auth.node(there);
        IssuedToken issued = auth.tokens.issue(auth.ann());
        Principal ann = issued.principal();
        other.verify(issued.token());
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        other.revokedElsewhere(ann.tokenId(), ann.expiresAt());
        assertThatThrownBy(() -> other.verify(issued.token())).isInstanceOf(InvalidTokenException.class);
        other.revokedElsewhere(ann.tokenId(), ann.expiresAt());
        other.followOtherNodes();
        assertThat(there).containsExactly(ann.tokenId());
        assertThat(auth.relayed).as("by whom it was revoked").hasSize(1);
    }

    @Test
    void tellsTheListenersEvenIfAVerificationLearntItFirst() {
        List<String> there = new ArrayList<>();
        Tokens other = auth.node(there);
        IssuedToken issued = auth.tokens.issue(auth.ann());
        auth.tokens.revoke(issued.principal().tokenId(), issued.principal().expiresAt());
        assertThatThrownBy(() -> other.verify(issued.token())).isInstanceOf(InvalidTokenException.class);
        other.followOtherNodes();
        assertThat(there).containsExactly(issued.principal().tokenId());
    }

    @ParameterizedTest
    @ValueSource(ints = {-600, 600})
    void tellsTheListenersOfANodeWhoseClockIsWrong(int seconds) {
        List<String> there = new ArrayList<>();
        Clock wrong = Clock.offset(auth.clock, Duration.ofSeconds(seconds));
        Tokens other = auth.node(there, wrong);
        List<String> revoked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            IssuedToken issued = auth.tokens.issue(auth.ann());
            auth.tokens.revoke(issued.principal().tokenId(), issued.principal().expiresAt());
            revoked.add(issued.principal().tokenId());
            other.followOtherNodes();
            auth.clock.forward(Duration.ofSeconds(40));
        }
        assertThat(there).containsExactlyElementsOf(revoked);
    }

    @Test
    void rereadsNothingOnceItIsOld() {
        Tokens other = auth.node(new ArrayList<>());
        for (int i = 0; i < 3; i++) {
            auth.revoked.add("token" + i, auth.clock.instant().plusSeconds(900));
            auth.clock.forward(Duration.ofSeconds(1));
        }
        other.followOtherNodes();
        auth.clock.forward(Duration.ofSeconds(61));
        other.followOtherNodes();
        assertThat(auth.revoked.since(auth.revoked.askedSince, 10)).hasSize(1);
    }

    @Test
    void followsMoreRevocationsThanOnePageHolds() {
        List<String> there = new ArrayList<>();
        Tokens other = auth.node(there);
        for (int i = 0; i < 1201; i++) {
            auth.clock.forward(Duration.ofMillis(10));
            auth.revoked.add("token" + i, auth.clock.instant().plusSeconds(60));
        }
        other.followOtherNodes();
        assertThat(there).hasSize(1201).doesNotHaveDuplicates();
    }

    @Test
    void asksTheStoreOnlyNowAndThen() {
        IssuedToken issued = auth.tokens.issue(auth.ann());
        for (int i = 0; i < 100; i++) {
            auth.tokens.verify(issued.token());
        }
        assertThat(auth.revoked.asked).hasValue(1);
    }

    @Test
    void asksTheStoreOnceAMinuteWhileItFollowsTheOthers() {
        IssuedToken issued = auth.tokens.issue(auth.ann());
        for (int second = 0; second < 120; second++) {
            auth.tokens.followOtherNodes();
            auth.tokens.verify(issued.token());
            auth.clock.forward(Duration.ofSeconds(1));
        }
        assertThat(auth.revoked.asked.get()).isEqualTo(1);
    }

    @Test
    void refusesWhatItHasReadThatAnotherNodeRevoked() {
        Tokens other = auth.node(new ArrayList<>());
        IssuedToken issued = auth.tokens.issue(auth.ann());
        other.followOtherNodes();
        Principal ann = other.verify(issued.token());
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        auth.clock.forward(Duration.ofSeconds(1));
        other.followOtherNodes();
        assertThatThrownBy(() -> other.verify(issued.token())).isInstanceOf(InvalidTokenException.class);
        assertThat(auth.revoked.asked.get()).isZero();
    }

    @Test
    void refusesWhatWasRevokedBeforeItsNodeStarted() {
        IssuedToken issued = auth.tokens.issue(auth.ann());
        Principal ann = auth.tokens.verify(issued.token());
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        Tokens started = auth.node(new ArrayList<>());
        started.followOtherNodes();
        assertThatThrownBy(() -> started.verify(issued.token())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void asksTheStoreAgainOnceItFollowsTheOthersNoMore() {
        Tokens other = auth.node(new ArrayList<>());
        IssuedToken issued = auth.tokens.issue(auth.ann());
        other.followOtherNodes();
        Principal ann = other.verify(issued.token());
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        auth.clock.forward(Duration.ofSeconds(2));
        assertThatThrownBy(() -> other.verify(issued.token())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void takesNoOtherSignatureForTheOneThatWasRight() {
        String token = auth.tokens.issue(auth.ann()).token();
        auth.tokens.verify(token);
        int signature = token.lastIndexOf('.') + 1;
        char other = token.charAt(signature) == 'A' ? 'B' : 'A';
        assertThatThrownBy(() ->
                        auth.tokens.verify(token.substring(0, signature) + other + token.substring(signature + 1)))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> auth.tokens.verify(token.substring(0, signature)))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void forgetsRevocationsOfExpiredTokens() {
        Principal ann = auth.tokens.issue(auth.ann()).principal();
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        auth.tokens.sweep();
        assertThat(auth.revoked.contains(ann.tokenId())).isTrue();
        auth.clock.forward(Duration.ofHours(13));
        auth.tokens.sweep();
        assertThat(auth.revoked.contains(ann.tokenId())).isFalse();
    }

    @Test
    void leavesTheStoreToTheNodeThatSweepsIt() {
        Principal ann = auth.tokens.issue(auth.ann()).principal();
        auth.tokens.revoke(ann.tokenId(), ann.expiresAt());
        auth.clock.forward(Duration.ofHours(13));
        assertThat(auth.tokens.isKnownRevoked(ann.tokenId())).isTrue();
        auth.tokens.forgetExpired();
        assertThat(auth.tokens.isKnownRevoked(ann.tokenId())).isFalse();
        assertThat(auth.revoked.contains(ann.tokenId())).isTrue();
    }

    private Tokens unconfigured(Secrets secrets) {
        return new Tokens(
                AuthSettings.USUAL,
                secrets,
                auth.repository,
                auth.revoked,
                List.of(),
                (tokenId, until) -> {},
                auth.clock,
                auth.clock);
    }

    @Test
    void takesTheStoredSecretWhenNoneIsConfigured() {
        AtomicInteger asked = new AtomicInteger();
        Secrets shared = (name, candidate) -> {
            asked.incrementAndGet();
            return AuthFixture.SECRET;
        };
        Tokens unconfigured = unconfigured(shared);
        assertThat(asked).hasValue(0);
        String token = unconfigured.issue(auth.ann()).token();
        assertThat(auth.tokens.verify(token).name()).isEqualTo("Ann");
    }

    @Test
    void failsOnlyTheCallWhileTheSecretCannotBeRead() {
        Secrets away = (name, candidate) -> {
            throw new UnavailableException(new IllegalStateException("away"));
        };
        Tokens unconfigured = unconfigured(away);
        assertThatThrownBy(() -> unconfigured.verify("x")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void showsNoSecrets() {
        IssuedToken issued = auth.tokens.issue(auth.ann());
        assertThat(issued.toString()).doesNotContain(issued.token());
        assertThat(auth.settings.toString()).doesNotContain(AuthFixture.SECRET);
        assertThat(new User("0123456789abcdef01234567", "Ann", "", "$argon2id$").toString())
                .doesNotContain("argon2");
    }

    private InvalidTokenException refusal(String token) {
        return catchThrowableOfType(InvalidTokenException.class, () -> auth.tokens.verify(token));
    }
}
