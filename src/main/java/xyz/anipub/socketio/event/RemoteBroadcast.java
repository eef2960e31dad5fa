package xyz.anipub.socketio.event;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * An event that another node broadcast, before it is delivered to this node's sockets.
 *
 * @param event its name
 * @param arguments as {@link EventHandler} gets them
 * @param rooms whose members it is for; everybody if empty
 * @param except whose members it is not for
 * @param now see {@link #deliver}
 */
public record RemoteBroadcast(
        String event, List<JsonValue> arguments, Set<String> rooms, Set<String> except, Runnable now) {

    /**
     * Delivers it, as if the handler had returned false; for a handler that has something to do afterwards. To be called while the
     * handler runs, once at most.
     */
    public void deliver() {
        now.run();
    }
}
