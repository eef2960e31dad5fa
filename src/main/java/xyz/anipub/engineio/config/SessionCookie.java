package xyz.anipub.engineio.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The cookie with the session's id that the answer to a handshake sets, for load balancers (protocol section 1.12). The
 * server never reads it.
 *
 * @param name its name
 * @param path to which requests the browser adds it
 * @param httpOnly whether scripts cannot read it
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}
 * @param secure whether it is sent over TLS alone
 * @param maxAge how long the browser keeps it; empty for as long as it runs
 */
public record SessionCookie(
        String name, String path, boolean httpOnly, String sameSite, boolean secure, Optional<Duration> maxAge) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern PATH = Pattern.compile("/[ -:<-~]*");

    /** @throws IllegalArgumentException if it could not be written into a header */
    public SessionCookie {
        if (!NAME.matcher(name).matches() || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("cookie: name " + name + ", path " + path);
        }
        if (!Set.of("Strict", "Lax", "None").contains(sameSite)) {
            throw new IllegalArgumentException("cookie: SameSite " + sameSite);
        }
    }

    /** As the reference server's: {@code Path=/; HttpOnly; SameSite=Lax}. */
    public static SessionCookie named(String name) {
        return new SessionCookie(name, "/", true, "Lax", false, Optional.empty());
    }
}
