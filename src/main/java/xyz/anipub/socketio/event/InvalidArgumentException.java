package xyz.anipub.socketio.event;

/**
 * An argument of an event, or of an answer, that is missing or is not what the handler takes. It is the client's fault,
 * so it is not logged; the message is for the client.
 */
public class InvalidArgumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidArgumentException(String message) {
        super(message);
    }

    public InvalidArgumentException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
