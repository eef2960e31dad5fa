package xyz.anipub.socketio;

import jakarta.json.JsonObject;
import java.util.Set;

/** Decides whether a client may come back as the socket that it asks for; see {@link Namespace#onRecovery}. */
@FunctionalInterface
public interface RecoveryCheck {

    /**
     * Called on the connection's serial thread when the middlewares have let the client in, and before anything of the
     * session is restored or sent. It may block for a bounded time. If it throws, the client may not come back.
     *
     * @param socket what the middlewares have made of the client that asks; it is not connected
     * @param rooms the session's, its own id included. One that it shall not have again can be taken from it here:
     *     {@code namespace.in(socket.id()).socketsLeave(room)}; then nothing of that room is sent again either
     * @param data what {@link Socket#data} held when the session was kept
     * @return false to have the client come in as somebody new
     */
    boolean allows(Socket socket, Set<String> rooms, JsonObject data);
}
