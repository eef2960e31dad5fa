package xyz.anipub.socketio.adapter.cluster.carrier;

import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.socketio.adapter.log.Standing;

/**
 * A socket, connected or gone, as any of our nodes of the streams family can bring it back. It looks as Node's do, with what is
 * optional as our own addition; but a Node server finds it under none of its keys, and refuses our offsets.
 *
 * @param pid the secret between the client and the session
 * @param rooms its id included
 * @param data what the application keeps with it
 * @param namespace the one it belongs to. Where Node did not say, nothing may be left out that guards the namespace it is
 *     claimed for: any session can be claimed in any
 * @param standing what it had been sent when this was written
 */
public record KeptSession(
        String sid,
        String pid,
        Set<String> rooms,
        Map<String, JsonValue> data,
        Optional<String> namespace,
        Optional<Standing> standing) {

    public KeptSession {
        rooms = Set.copyOf(rooms);
        data = Map.copyOf(data);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeptSession[" + sid + "]";
    }
}
