package xyz.anipub.socketio.event;

/** A client did not answer an event in time. A later answer is ignored. */
public final class AckTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AckTimeoutException() {
        super("operation has timed out");
    }
}
