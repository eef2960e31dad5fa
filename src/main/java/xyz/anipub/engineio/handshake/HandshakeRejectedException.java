package xyz.anipub.engineio.handshake;

/** A request was refused by a row of the protocol's table (section 1.2); no session was harmed. */
public class HandshakeRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HandshakeError error;
    private final String reply;
    private final String context;

    /** @param context what exactly was wrong, for logs and {@code EngineObserver}; never sent to the peer */
    public HandshakeRejectedException(HandshakeError error, String context) {
        this(error, error.message(), context);
    }

    /** @param reply what the peer is told instead of the table's words */
    public HandshakeRejectedException(HandshakeError error, String reply, String context) {
        super(error.message() + ": " + context, null, false, false);
        this.error = error;
        this.reply = reply;
        this.context = context;
    }

    public HandshakeError error() {
        return error;
    }

    /** What the peer is told. */
    public String reply() {
        return reply;
    }

    /** What exactly was wrong. */
    public String context() {
        return context;
    }

    /** The body of the refusal: {@code {"code":1,"message":"Session ID unknown"}}. */
    public String toJson() {
        StringBuilder json =
                new StringBuilder("{\"code\":").append(error.code()).append(",\"message\":\"");
        reply.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append("\"}").toString();
    }
}
