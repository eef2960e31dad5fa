package xyz.anipub.engineio;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP request that opened a session, copied out of the container (its request object dies with the response).
 *
 * @param headers header values by lower-case name
 * @param query decoded query parameters, those of the protocol (EIO, transport, sid, t, b64, j) included
 * @param remoteAddress the peer's address as text
 * @param secure whether the request came over TLS
 * @param url path and query as requested
 * @param issued when it arrived
 */
public record HandshakeRequest(
        Map<String, List<String>> headers,
        Map<String, List<String>> query,
        String remoteAddress,
        boolean secure,
        String url,
        Instant issued) {

    public HandshakeRequest {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    /** Whether the client cannot take binary (query parameter {@code b64}). */
    public boolean takesNoBinary() {
        return queryParameter("b64").filter(value -> !value.isEmpty()).isPresent();
    }

    /** The first value of a header; {@code name} in lower case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The first value of a query parameter. */
    public Optional<String> queryParameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
