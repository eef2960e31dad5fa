package xyz.anipub.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InMemoryUserRepository;
import xyz.anipub.auth.LoginLimits;
import xyz.anipub.auth.PasswordSettings;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.User;
import xyz.anipub.auth.login.AttemptSignal;
import xyz.anipub.auth.login.InMemoryChosenRegistration;
import xyz.anipub.auth.login.LoginCounts;
import xyz.anipub.auth.login.RegistrationMode;
import xyz.anipub.auth.login.Users;
import xyz.anipub.auth.session.InMemorySessionStore;
import xyz.anipub.auth.session.SessionUses;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.testing.SettableClock;
import xyz.anipub.text.TextRule;

/** One node of auth over stores in memory, with hashes that cost little. */
public final class AuthFixture {

    public static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";
    public static final PasswordSettings CHEAP =
            new PasswordSettings(TextRule.verbatim(8, 128), 64, 1, 1, 2, Duration.ofSeconds(20), 64, LoginLimits.USUAL);

    public final SettableClock clock = SettableClock.atNoon();
    public final InMemoryUserRepository repository = new InMemoryUserRepository();
    final InMemoryRevokedTokens revoked = new InMemoryRevokedTokens(clock);
    public final List<String> disconnected = new ArrayList<>();

    /** What nodes have told each other. */
    final List<String> relayed = new ArrayList<>();

    public final AuthSettings settings;
    public final Tokens tokens;
    public final Users users;
    public final Credentials credentials;
    public final InMemoryChosenRegistration chosen = new InMemoryChosenRegistration();
    public final RegistrationMode registration;
    public final InMemorySessionStore sessionStore = new InMemorySessionStore();
    public final Sessions sessions;

    public AuthFixture() {
        this(AuthSettings.USUAL
                .withToken(TokenSettings.USUAL.withSecret(SECRET))
                .withPassword(CHEAP));
    }

    public AuthFixture(AuthSettings settings) {
        this.settings = settings;
        this.registration = new RegistrationMode(settings, chosen);
        this.tokens = node(disconnected);
        this.users = node(counts(attempt -> {}));
        SessionUses uses = new SessionUses(sessionStore, clock);
        this.credentials = new Credentials(settings, tokens, uses);
        this.sessions = new Sessions(settings, sessionStore, uses, tokens, clock);
    }

    /** The users of another node over the same store. */
    public Users node(LoginCounts counts) {
        return new Users(settings, repository, counts, List.of(), registration, clock);
    }

    public LoginCounts counts(AttemptSignal signal) {
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
        TokenRevocationListener listener = new TokenRevocationListener() {
            @Override
            public void revoked(String tokenId) {
                disconnectedThere.add(tokenId);
            }

            @Override
            public void ended(String userId, String spared) {
                disconnectedThere.add(userId + " but " + spared);
            }
        };
        return new Tokens(settings, none, repository, revoked, List.of(listener), relay, its, clock);
    }

    /** How many are kept. */
    public int revocations() {
        return revoked.size();
    }

    public User ann() {
        User ann = new User("0123456789abcdef01234567", "Ann", "", "");
        repository.add(ann);
        return ann;
    }
}
