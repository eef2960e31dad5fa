package xyz.anipub.engineio.transport.websocket;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.handshake.Ticket;

/**
 * What {@code UpgradeFilter} tells {@link CapturedHandshake} of the request that the container is just making a WebSocket
 * of: it does so on one thread, and shows the endpoint no servlet request.
 *
 * @param request a copy of it
 * @param ticket the right to open a session with it; empty for an upgrade, and where the application is still to be asked
 * @param headers for the answer
 */
public record UpgradeContext(HandshakeRequest request, Optional<Ticket> ticket, Map<String, String> headers) {

    private static final ThreadLocal<UpgradeContext> CURRENT = new ThreadLocal<>();

    /** Enters; {@link #leave()} must follow on the same thread. */
    public void enter() {
        CURRENT.set(this);
    }

    public static void leave() {
        CURRENT.remove();
    }

    /** Of this thread's request; null if no filter stands before the endpoint. */
    static @Nullable UpgradeContext current() {
        return CURRENT.get();
    }
}
