package xyz.anipub.auth.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that a request or a CONNECT carries, as plain values.
 *
 * @param authToken {@code auth.token} of a Socket.IO CONNECT. Empty if the client gave none or null; a value that is no
 *     string comes as an empty text, which is refused
 * @param authorization every {@code Authorization} header
 * @param cookies every {@code Cookie} header
 * @param origin the {@code Origin} header, empty only if there was none
 * @param host the {@code Host} header, or the authority that stands for it in HTTP/2
 * @param secure whether the request came over TLS
 */
public record Evidence(
        Optional<String> authToken,
        List<String> authorization,
        List<String> cookies,
        Optional<String> origin,
        Optional<String> host,
        boolean secure) {

    public Evidence {
        authorization = List.copyOf(authorization);
        cookies = List.copyOf(cookies);
    }

    /** From a request's headers, whose names may be in any case. */
    public static Evidence of(Map<String, ? extends List<String>> headers, boolean secure) {
        List<String> origins = values(headers, "origin");
        return new Evidence(
                Optional.empty(),
                values(headers, "authorization"),
                values(headers, "cookie"),
                // Two origins are none that could be trusted, which is not the same as no origin.
                origins.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", origins)),
                values(headers, "host").stream().findFirst(),
                secure);
    }

    /** The same with the {@code auth.token} of a Socket.IO CONNECT. */
    public Evidence withAuthToken(Optional<String> token) {
        return new Evidence(token, authorization, cookies, origin, host, secure);
    }

    /** The same without cookies, for a request that any page may have caused. */
    public Evidence withoutCookies() {
        return new Evidence(authToken, authorization, List.of(), origin, host, secure);
    }

    /** The cookies alone. */
    public Evidence onlyCookies() {
        return new Evidence(Optional.empty(), List.of(), cookies, origin, host, secure);
    }

    private static List<String> values(Map<String, ? extends List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    @Override
    public String toString() {
        return "Evidence[origin=" + origin + ", host=" + host + "]";
    }
}
