package xyz.anipub.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import xyz.anipub.testing.SettableClock;
import xyz.anipub.text.TextRule;

/** One node of auth over stores in memory, with hashes that cost little. */
final class AuthFixture {

    static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";
    static final PasswordSettings CHEAP =
            new PasswordSettings(TextRule.verbatim(8, 128), 64, 1, 1, 2, Duration.ofSeconds(20), 64, LoginLimits.USUAL);

    final SettableClock clock = SettableClock.atNoon();
    final InMemoryUserRepository repository = new InMemoryUserRepository();
    final InMemoryRevokedTokens revoked = new InMemoryRevokedTokens(clock);
    final List<String> disconnected = new ArrayList<>();

    /** What nodes have told each other. */
    final List<String> relayed = new ArrayList<>();

    final AuthSettings settings;
    final Tokens tokens;
    final Users users;
    final Credentials credentials;

    AuthFixture() {
        this(AuthSettings.USUAL
                .withToken(TokenSettings.USUAL.withSecret(SECRET))
                .withPassword(CHEAP));
    }

    AuthFixture(AuthSettings settings) {
        this.settings = settings;
        this.tokens = node(disconnected);
        this.users = node(counts(attempt -> {}));
        this.credentials = new Credentials(settings, tokens);
    }

    /** The users of another node over the same store. */
    Users node(LoginCounts counts) {
        return new Users(settings, repository, counts, clock);
    }

    LoginCounts counts(AttemptSignal signal) {
        return new LoginCounts(settings.password().limits(), signal, clock);
    }

    /** Another node over the same stores. */
    Tokens node(List<String> disconnectedThere) {
        return node(disconnectedThere, clock);
    }

    /** One whose clock is not the store's. */
    Tokens node(List<String> disconnectedThere, Clock its) {
        Secrets none = (name, candidate) -> candidate;
        RevocationRelay relay = (tokenId, until) -> relayed.add(tokenId);
        return new Tokens(settings, none, repository, revoked, List.of(disconnectedThere::add), relay, its);
    }

    User ann() {
        User ann = new User("0123456789abcdef01234567", "Ann", "", "");
        repository.add(ann);
        return ann;
    }
}
