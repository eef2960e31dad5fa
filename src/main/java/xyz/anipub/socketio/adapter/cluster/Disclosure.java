package xyz.anipub.socketio.adapter.cluster;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import xyz.anipub.socketio.adapter.SocketDetails;

/** What other nodes are told of a socket: all but its client's secrets, which would go through Redis for everybody to read. */
final class Disclosure {

    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "cookie", "proxy-authorization", "referer");

    private Disclosure() {}

    /** Without what clients prove themselves by: {@code auth}, the query, and the headers for that. */
    static SocketDetails of(SocketDetails socket) {
        Map<String, Object> handshake = new HashMap<>(socket.handshake());
        handshake.computeIfPresent("auth", (key, secrets) -> Map.of());
        handshake.computeIfPresent("query", (key, secrets) -> Map.of());
        handshake.computeIfPresent("url", (key, url) -> url.toString().replaceFirst("\\?.*", ""));
        handshake.computeIfPresent(
                "headers", (key, headers) -> headers instanceof Map<?, ?> map ? open(map) : Map.of());
        return new SocketDetails(socket.sid(), socket.rooms(), handshake, socket.data());
    }

    /** Id and rooms. */
    static SocketDetails bare(SocketDetails socket) {
        return new SocketDetails(socket.sid(), socket.rooms(), Map.of(), Map.of());
    }

    private static Map<Object, Object> open(Map<?, ?> headers) {
        Map<Object, Object> open = new HashMap<>(headers);
        open.keySet().removeIf(name -> SECRET_HEADERS.contains(name.toString().toLowerCase(Locale.ROOT)));
        return open;
    }
}
