package xyz.anipub.socketio;

import xyz.anipub.socketio.event.Ack;

/** Answers events whose handlers failed; see {@link Namespace#onHandlerError} and {@link Handling#onFailure}. */
@FunctionalInterface
public interface FailureHandler {

    /**
     * Called on the thread of the handler, right after it threw, or on the one that completed its stage.
     *
     * @param ack the event's; perhaps already sent
     */
    void handle(Socket socket, String event, Ack ack, Throwable failure);
}
