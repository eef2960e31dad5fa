package xyz.anipub.socketio.adapter;

import java.util.Map;

/**
 * What comes back with a socket besides its rooms.
 *
 * @param sid the socket's id
 * @param pid the id by which its client asks for it: 20 characters, a secret between the two
 * @param data what the application keeps with it, as values that can be written as JSON
 */
public record StoredSession(String sid, String pid, Map<String, Object> data) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "StoredSession[" + sid + "]";
    }
}
