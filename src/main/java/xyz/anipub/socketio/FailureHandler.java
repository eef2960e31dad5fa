package xyz.anipub.socketio;

/** Hears of event handlers that threw; see {@link Namespace#onHandlerError}. */
@FunctionalInterface
public interface FailureHandler {

    /**
     * Called on the thread of the handler, right after it threw; the failure has been logged.
     *
     * @param ack the event's; perhaps already sent
     */
    void handle(Socket socket, String event, Ack ack, Throwable failure);
}
