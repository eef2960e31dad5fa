package xyz.anipub.engineio.transport.container;

import jakarta.websocket.Session;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The address of a WebSocket's peer, which the standard does not tell, from containers that tell it nevertheless. */
public final class PeerAddress {

    private PeerAddress() {}

    /** The address as text; empty if the container keeps it to itself. */
    public static String of(Session session) {
        return call(session, "getRemoteAddr")
                .or(() -> call(session, "getWebSocketChannel").flatMap(channel -> call(channel, "getSourceAddress")))
                .map(PeerAddress::text)
                .orElse("");
    }

    private static String text(Object address) {
        return address instanceof InetSocketAddress socket && socket.getAddress() != null
                ? socket.getAddress().getHostAddress()
                : address.toString();
    }

    private static Optional<Object> call(Object target, String method) {
        try {
            return Optional.ofNullable(target.getClass().getMethod(method).invoke(target));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
        }
    }
}
