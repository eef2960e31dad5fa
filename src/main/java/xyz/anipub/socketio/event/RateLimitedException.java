package xyz.anipub.socketio.event;

import xyz.anipub.socketio.Handling;
import xyz.anipub.socketio.config.ConnectionRates;

/**
 * An event came too fast and was not handled. An application's own checks, such as an {@link EventMiddleware}, throw it
 * as well: a client that goes on in spite of it loses its connection; see {@link ConnectionRates#refusals}. How it is
 * answered says {@link Handling#onFailure}; else the ack gets {@code {"error":{"code":"rate_limited","message"}}}.
 */
public final class RateLimitedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the client's eyes. There is no stack trace: who is refused must not cost one */
    public RateLimitedException(String message) {
        super(message, null, false, false);
    }
}
