package xyz.anipub.socketio.adapter;

import java.util.Map;
import java.util.Set;

/**
 * What nodes tell each other of a socket.
 *
 * @param rooms those it is in, its own id included
 * @param handshake protocol section 3.6, as values that can be written as JSON
 * @param data what the application keeps with it, as values that can be written as JSON
 */
public record SocketDetails(String sid, Set<String> rooms, Map<String, Object> handshake, Map<String, Object> data) {

    public SocketDetails {
        rooms = Set.copyOf(rooms);
        handshake = Map.copyOf(handshake);
        data = Map.copyOf(data);
    }
}
