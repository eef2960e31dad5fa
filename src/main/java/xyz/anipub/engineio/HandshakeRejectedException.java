package xyz.anipub.engineio;

/** A request was refused by a row of the protocol's table (section 1.2); no session was harmed. */
public class HandshakeRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HandshakeError error;

    /** @param context what exactly was wrong, for the log; never sent to the peer */
    public HandshakeRejectedException(HandshakeError error, String context) {
        super(error.message() + ": " + context, null, false, false);
        this.error = error;
    }

    public HandshakeError error() {
        return error;
    }

    /** The body of the refusal: {@code {"code":1,"message":"Session ID unknown"}}. */
    public String toJson() {
        return "{\"code\":" + error.code() + ",\"message\":\"" + error.message() + "\"}";
    }
}
