package xyz.anipub.engineio.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages of other origins may read the answers of the HTTP doors (protocol section 1.13). It never refuses a
 * request, and browsers do not ask for it before a WebSocket: to keep origins out there is {@link AllowRequest}.
 *
 * @param origins such as {@code https://example.org}, compared as they are, or {@code *} for all
 * @param credentials whether cookies may be sent along
 * @param methods of requests, as a preflight is told
 * @param allowedHeaders of requests, as a preflight is told; none for whatever it asks for
 * @param exposedHeaders of answers that pages may read besides the usual ones
 * @param maxAge how long a preflight's answer holds; empty for the browser's choice
 */
public record CorsPolicy(
        Set<String> origins,
        boolean credentials,
        List<String> methods,
        List<String> allowedHeaders,
        List<String> exposedHeaders,
        Optional<Duration> maxAge) {

    private static final String ANY = "*";

    /** @throws IllegalArgumentException if any origin may send credentials: any page could act for its reader then */
    public CorsPolicy {
        origins = Set.copyOf(origins);
        methods = List.copyOf(methods);
        allowedHeaders = List.copyOf(allowedHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
        if (credentials && origins.contains(ANY)) {
            throw new IllegalArgumentException("CORS: credentials need a list of origins");
        }
    }

    /** Any origin, without credentials. */
    public static CorsPolicy anyOrigin() {
        return forOrigins(Set.of(ANY), false);
    }

    /** These origins, with the reference server's methods and whatever headers they ask for. */
    public static CorsPolicy forOrigins(Set<String> origins, boolean credentials) {
        List<String> methods = List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE");
        return new CorsPolicy(origins, credentials, methods, List.of(), List.of(), Optional.empty());
    }

    /** The same, with more headers of answers that pages may read. */
    public CorsPolicy exposing(List<String> more) {
        List<String> exposed = new ArrayList<>(exposedHeaders);
        exposed.addAll(more);
        return new CorsPolicy(origins, credentials, methods, allowedHeaders, exposed, maxAge);
    }

    /** Whether every origin may read. */
    public boolean allowsAny() {
        return origins.contains(ANY);
    }

    public boolean allows(String origin) {
        return allowsAny() || origins.contains(origin);
    }
}
