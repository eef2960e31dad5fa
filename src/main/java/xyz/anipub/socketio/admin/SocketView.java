package xyz.anipub.socketio.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.socketio.Socket;

/**
 * A socket as operators see it (protocol section 7.2), without {@code auth} and without anything that lets somebody in:
 * of headers and query parameters those known to be harmless are shown, all others by their names only.
 *
 * <p>The address is the one that counts for this server. The reference server believes whatever a client writes into
 * {@code X-Forwarded-For}.
 */
final class SocketView {

    private static final String MASK = "***";
    /** Of the usual 20; of a shorter id fewer, so that a part of the secret stays one. */
    private static final int CLIENT_ID_LENGTH = 12;

    private static final Set<String> HARMLESS_PARAMETERS = Set.of("EIO", "transport", "t", "b64", "j");
    private static final Set<String> HARMLESS_HEADERS = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "dnt",
            "forwarded",
            "host",
            "origin",
            "pragma",
            "priority",
            "upgrade",
            "user-agent",
            "via",
            "sec-ch-ua",
            "sec-ch-ua-mobile",
            "sec-ch-ua-platform",
            "sec-fetch-dest",
            "sec-fetch-mode",
            "sec-fetch-site",
            "sec-websocket-extensions",
            "sec-websocket-version",
            "cf-connecting-ip",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip");

    private SocketView() {}

    static Map<String, Object> of(Socket socket) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", socket.publicId());
        String connection = socket.connectionId();
        view.put("clientId", connection.substring(0, Math.min(CLIENT_ID_LENGTH, connection.length() * 3 / 5)));
        view.put("nsp", socket.namespace().name());
        view.putAll(changing(socket));
        view.put("handshake", handshake(socket.handshake().request()));
        view.put(
                "rooms",
                socket.rooms().stream()
                        .map(room -> room.equals(socket.id()) ? socket.publicId() : room)
                        .toList());
        return view;
    }

    /** What can change and is told by no event of its own. */
    static Map<String, Object> changing(Socket socket) {
        return Map.of(
                "transport", socket.transport(),
                "data", socket.data().toJson());
    }

    private static Map<String, Object> handshake(HandshakeRequest request) {
        String url = request.url();
        int query = url.indexOf('?');
        return Map.of(
                "address", request.remoteAddress(),
                "headers", masked(request.headers(), HARMLESS_HEADERS),
                "query", masked(request.query(), HARMLESS_PARAMETERS),
                "issued", request.issued().toEpochMilli(),
                "secure", request.secure(),
                "time", request.issued().toString(),
                "url", query < 0 ? url : url.substring(0, query),
                "xdomain", request.header("origin").isPresent());
    }

    private static Map<String, Object> masked(Map<String, List<String>> values, Set<String> harmless) {
        Map<String, Object> masked = new LinkedHashMap<>();
        values.forEach((name, all) -> masked.put(name, harmless.contains(name) ? String.join(", ", all) : MASK));
        return masked;
    }
}
