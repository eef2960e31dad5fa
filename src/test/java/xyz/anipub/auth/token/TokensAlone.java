package xyz.anipub.auth.token;

import java.util.List;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InMemoryUserRepository;
import xyz.anipub.testing.SettableClock;

/** Of a node without others and without listeners, over stores of its own. */
public class TokensAlone extends Tokens {

    public TokensAlone() {
        this(SettableClock.atNoon());
    }

    private TokensAlone(SettableClock clock) {
        super(
                AuthSettings.USUAL,
                (name, candidate) -> candidate,
                new InMemoryUserRepository(),
                new InMemoryRevokedTokens(clock),
                List.of(),
                (tokenId, until) -> {},
                clock,
                clock);
    }
}
