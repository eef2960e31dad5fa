package xyz.anipub.engineio.config;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.peer.Proxies;

/**
 * The HTTP request that opened a session, copied out of the container (its request object dies with the response).
 *
 * @param headers header values by lower-case name
 * @param query decoded query parameters, those of the protocol (EIO, transport, sid, t, b64, j) included
 * @param remoteAddress the client's address as text; empty if nobody tells
 * @param secure whether the request came over TLS
 * @param url path and query as requested
 * @param issued when it arrived
 * @param principal who the container says is calling, or a servlet filter in front of the doors; empty if nobody does. It
 *     may rest on a cookie, which browsers send along for the pages of any origin ({@link AllowRequest} can look at
 *     {@code Origin}). It is asked for once: whoever is logged out later has to be disconnected
 */
public record HandshakeRequest(
        Map<String, List<String>> headers,
        Map<String, List<String>> query,
        String remoteAddress,
        boolean secure,
        String url,
        Instant issued,
        Optional<Principal> principal) {

    public HandshakeRequest {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    /** Without a principal. */
    public HandshakeRequest(
            Map<String, List<String>> headers,
            Map<String, List<String>> query,
            String remoteAddress,
            boolean secure,
            String url,
            Instant issued) {
        this(headers, query, remoteAddress, secure, url, issued, Optional.empty());
    }

    /** Whether the client says that it cannot take binary (query parameter {@code b64}). */
    public boolean takesNoBinary() {
        return queryParameter("b64").filter(value -> !value.isEmpty()).isPresent();
    }

    /**
     * Whether a script element may have sent it (query parameter {@code j}): then it comes with the cookies of its reader,
     * and without the origin of its page.
     */
    public boolean isByScript() {
        return query.containsKey("j");
    }

    /** The same request with the client's address and scheme, if it came through proxies that are believed. */
    public HandshakeRequest behind(Proxies proxies) {
        Proxies.Client client = proxies.client(remoteAddress, secure, name -> headers.getOrDefault(name, List.of()));
        if (client.secure() == secure && client.address().equals(remoteAddress)) {
            return this;
        }
        return new HandshakeRequest(headers, query, client.address(), client.secure(), url, issued, principal);
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
