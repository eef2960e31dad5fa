package xyz.anipub.socketio.handshake;

/** Decides whether a namespace that a client names shall be made; see {@code SocketServer.of(NamespaceMatcher)}. */
@FunctionalInterface
public interface NamespaceMatcher {

    /**
     * Called on the connection's serial thread; may block for a bounded time. If it throws, it does not match.
     *
     * @param name {@code "/name"}, not longer than 255 characters
     * @param handshake what the client came with
     */
    boolean matches(String name, Handshake handshake);
}
