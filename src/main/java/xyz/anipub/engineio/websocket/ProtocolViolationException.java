package xyz.anipub.engineio.websocket;

/**
 * The peer has broken the protocol or a limit: the connection has failed (RFC 6455 section 7.1.7). It is to be sent a close
 * frame with {@link #closeCode()} and ended, and nothing more that comes from it counts.
 */
public class ProtocolViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int closeCode;

    /**
     * Without a stack trace: strangers decide how often there is one.
     *
     * @param closeCode of {@link CloseCode}
     * @param message what is wrong, without the peer's data; short enough for a close frame
     */
    public ProtocolViolationException(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    /** What to close with: 1002, 1007 or 1009. */
    public int closeCode() {
        return closeCode;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
