package xyz.anipub.auth;

import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.text.TextRule;

/**
 * Every setting of this package, by the names of MicroProfile Config.
 *
 * @param token see there
 * @param password see there
 * @param name {@code anipub.auth.name-min} and {@code -max}: characters of a user's name. Default 2 and 30
 * @param cookie {@code anipub.auth.cookie}: the cookie's name. Default {@code anipub}
 * @param origins {@code anipub.origins}: besides the server's own, the origins whose pages may use the cookie, each as a
 *     browser sends it ({@code https://example.org}). Default none
 * @param sessions see there
 * @param admins see there
 */
public record AuthSettings(
        TokenSettings token,
        PasswordSettings password,
        TextRule name,
        String cookie,
        Set<String> origins,
        SessionSettings sessions,
        AdminSettings admins) {

    /** The defaults. */
    public static final AuthSettings USUAL = new AuthSettings(
            TokenSettings.USUAL,
            PasswordSettings.USUAL,
            TextRule.name(2, 30),
            "anipub",
            Set.of(),
            SessionSettings.USUAL,
            AdminSettings.USUAL);

    public AuthSettings {
        if (!cookie.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("Not a cookie's name: " + cookie);
        }
        origins = origins.stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(Origins::canonical)
                .collect(Collectors.toUnmodifiableSet());
    }

    public AuthSettings withToken(TokenSettings other) {
        return new AuthSettings(other, password, name, cookie, origins, sessions, admins);
    }

    public AuthSettings withPassword(PasswordSettings other) {
        return new AuthSettings(token, other, name, cookie, origins, sessions, admins);
    }

    public AuthSettings withOrigins(Set<String> others) {
        return new AuthSettings(token, password, name, cookie, others, sessions, admins);
    }

    public AuthSettings withSessions(SessionSettings other) {
        return new AuthSettings(token, password, name, cookie, origins, other, admins);
    }

    public AuthSettings withAdmins(AdminSettings other) {
        return new AuthSettings(token, password, name, cookie, origins, sessions, other);
    }
}
