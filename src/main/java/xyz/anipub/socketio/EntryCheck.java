package xyz.anipub.socketio;

import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;

/**
 * Decides whether a client may join a namespace where that takes its time, as a slow hash does, without a thread that
 * waits; see {@link Namespace#checkFirst}.
 */
@FunctionalInterface
public interface EntryCheck {

    /**
     * Called on the connection's serial thread, which it must not block. The client has no socket yet; the middlewares
     * follow. They and the connection handlers run on the thread that completes the result, if that is another one. What
     * the client sends to the namespace before it is answered closes its connection.
     *
     * @return a middleware that is to run before the others; to refuse, a failure with a
     *     {@link ConnectRefusedException}. Any other failure, or exception, refuses with the message {@code internal}
     */
    CompletionStage<Middleware> check(Handshake handshake);
}
