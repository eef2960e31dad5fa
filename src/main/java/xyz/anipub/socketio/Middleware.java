package xyz.anipub.socketio;

import xyz.anipub.socketio.handshake.ConnectRefusedException;

/** Decides whether a client may join a namespace; see {@link Namespace#use}. */
@FunctionalInterface
public interface Middleware {

    /**
     * Called with a socket that is not connected yet: {@link Socket#handshake()} is there to be read,
     * {@link Socket#attach} and {@link Socket#join} may prepare it. What is emitted to it here goes out before the
     * answer to its CONNECT; broadcasts do not reach it yet.
     *
     * <p>Runs on the connection's serial thread and may block for a bounded time; the connection's other packets wait.
     *
     * @throws ConnectRefusedException to refuse; any other exception refuses with the message {@code internal}
     */
    void handle(Socket socket);
}
