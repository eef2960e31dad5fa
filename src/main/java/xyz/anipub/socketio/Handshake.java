package xyz.anipub.socketio;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import xyz.anipub.engineio.HandshakeRequest;

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

    /** Whether the request came over TLS. */
    public boolean secure() {
        return request.secure();
    }
}
