package xyz.anipub.auth.token;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Origins;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.bean.SingletonBean;

/**
 * Decides which token of a request counts, and whose it is. The first present of {@code auth.token},
 * {@code Authorization: Bearer} and the cookie decides; an invalid one is refused, never skipped. The cookie counts only
 * if {@code Origin} is absent, the server's own, or configured. Any thread may ask.
 */
@SingletonBean
public class Credentials {

    private static final String BEARER = "bearer";

    private final AuthSettings settings;
    private final Tokens tokens;
    private final TokenUses uses;

    @Inject
    public Credentials(AuthSettings settings, Tokens tokens, TokenUses uses) {
        this.settings = settings;
        this.tokens = tokens;
        this.uses = uses;
    }

    /**
     * Who sent the request; empty if it bears no token that counts. May ask the store.
     *
     * @throws InvalidTokenException if the token that counts is not valid
     * @throws UnavailableException if the store had to be asked and cannot be reached
     */
    public Optional<Principal> identify(Evidence evidence) {
        Optional<Principal> caller = token(evidence).map(tokens::verify);
        caller.ifPresent(uses::used);
        return caller;
    }

    /**
     * The token that counts, unverified.
     *
     * @throws InvalidTokenException if what counts is no token: an empty text, several bearer tokens, several cookies of
     *     the name with different values
     */
    public Optional<String> token(Evidence evidence) {
        if (evidence.authToken().isPresent()) {
            return evidence.authToken().map(Credentials::present);
        }
        Optional<String> bearer = only(bearers(evidence.authorization()), "more than one bearer token");
        if (bearer.isPresent()) {
            return bearer.map(Credentials::present);
        }
        if (!mayUseCookie(evidence)) {
            return Optional.empty();
        }
        return only(cookies(evidence.cookies()), "cookies that contradict each other");
    }

    private boolean mayUseCookie(Evidence evidence) {
        return evidence.origin()
                .map(origin -> settings.origins().contains(Origins.canonical(origin))
                        || Origins.isOwn(origin, evidence.host(), evidence.secure()))
                .orElse(true);
    }

    private static List<String> bearers(List<String> headers) {
        return headers.stream()
                .map(String::strip)
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .filter(header -> header.length() == BEARER.length() || header.charAt(BEARER.length()) == ' ')
                .map(header -> header.substring(BEARER.length()).strip())
                .toList();
    }

    private List<String> cookies(List<String> headers) {
        List<String> found = new ArrayList<>();
        for (String header : headers) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(settings.cookie())) {
                    found.add(unquoted(pair.substring(equals + 1).strip()));
                }
            }
        }
        // An emptied cookie is how some clients keep one that was cleared.
        return found.stream().filter(value -> !value.isEmpty()).distinct().toList();
    }

    private static Optional<String> only(List<String> tokens, String otherwise) {
        if (tokens.size() > 1) {
            throw new InvalidTokenException(otherwise);
        }
        return tokens.stream().findFirst();
    }

    private static String present(String token) {
        if (token.isBlank()) {
            throw new InvalidTokenException("an empty token");
        }
        return token;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
