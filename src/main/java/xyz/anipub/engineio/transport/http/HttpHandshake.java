package xyz.anipub.engineio.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import xyz.anipub.engineio.Admission;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.websocket.OpeningHandshake;

/** Copies out of a servlet request what the engine asks for. */
public final class HttpHandshake {

    private HttpHandshake() {}

    /** What decides whether the request is taken. */
    public static Admission admission(HttpServletRequest request, Map<String, List<String>> query, boolean upgrade) {
        return new Admission(
                request.getMethod(),
                upgrade,
                first(query, "transport"),
                first(query, "sid"),
                first(query, "EIO"),
                Optional.ofNullable(request.getHeader("Origin")));
    }

    /** Whether it offers WebSocket among what it would like the connection to be upgraded to (RFC 9110 section 7.8). */
    public static boolean asksForWebSocket(HttpServletRequest request) {
        return OpeningHandshake.isAskedFor(name -> Collections.list(request.getHeaders(name)));
    }

    /** What a session keeps of the request that opened it. */
    public static HandshakeRequest copy(HttpServletRequest request, Map<String, List<String>> query) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            String key = SharedHeaders.name(name.toLowerCase(Locale.ROOT));
            List<String> values = List.copyOf(Collections.list(request.getHeaders(name)));
            headers.put(key, SharedHeaders.values(key, values));
        }
        String url = request.getQueryString() == null
                ? request.getRequestURI()
                : request.getRequestURI() + '?' + request.getQueryString();
        return new HandshakeRequest(
                headers,
                query,
                request.getRemoteAddr(),
                request.isSecure(),
                url,
                Instant.now(),
                Optional.ofNullable(request.getUserPrincipal()));
    }

    /** The first value of a query parameter. */
    public static Optional<String> first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
