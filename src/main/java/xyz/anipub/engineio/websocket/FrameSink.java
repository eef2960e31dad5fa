package xyz.anipub.engineio.websocket;

/**
 * Takes what a {@link FrameDecoder} finds: whole messages, and control frames, which may come between the fragments of one
 * (RFC 6455 section 5.5). Called in the order of the wire, on the thread that decodes, and never after {@link #close}.
 *
 * <p>It must not throw: the decoder would take nothing more. The arrays are the sink's own.
 */
public interface FrameSink {

    /** A text message, whose UTF-8 was valid. */
    void text(String message);

    /** A binary message. */
    void binary(byte[] message);

    /** A ping, which wants a pong with the same at most 125 bytes; {@link Pongs} has them. */
    void ping(byte[] payload);

    /** A pong, asked for or not. */
    void pong(byte[] payload);

    /**
     * The peer closes, or answers that we do; {@link ClosingHandshake} says which. Nothing comes after this.
     *
     * @param code a code that may be sent, or {@link CloseCode#NO_STATUS} if there was none
     * @param reason the peer's words, at most 123 bytes of UTF-8; empty if there are none
     */
    void close(int code, String reason);
}
