package xyz.anipub.socketio.handshake;

import jakarta.json.JsonObject;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import xyz.anipub.engineio.config.HandshakeRequest;

/**
 * What a socket came with (protocol section 3.6).
 *
 * @param request the HTTP request that opened the connection; the same for all namespaces on it
 * @param auth what the client sent along to this namespace; empty if nothing
 */
public record Handshake(HandshakeRequest request, JsonObject auth) {

    /** The request's header values by lower-case name. */
    public Map<String, List<String>> headers() {
        return request.headers();
    }

    /** Who the container says is calling, if it does; see {@link HandshakeRequest#principal}. Other nodes are not told. */
    public Optional<Principal> principal() {
        return request.principal();
    }

    /** What is told to other nodes, in values that can be written as JSON. */
    public Map<String, Object> details() {
        return Map.of(
                "headers", joined(request.headers()),
                "time", request.issued().toString(),
                "address", request.remoteAddress(),
                "xdomain", request.header("origin").isPresent(),
                "secure", request.secure(),
                "issued", request.issued().toEpochMilli(),
                "url", request.url(),
                "query", joined(request.query()),
                "auth", auth);
    }

    private static Map<String, String> joined(Map<String, List<String>> values) {
        return values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> String.join(", ", entry.getValue())));
    }

    /** Whether the request came over TLS. */
    public boolean secure() {
        return request.secure();
    }

    /** Whether the page of any origin may have sent it, with its reader's cookies ({@link HandshakeRequest#isByScript}). */
    public boolean isByScript() {
        return request.isByScript();
    }
}
