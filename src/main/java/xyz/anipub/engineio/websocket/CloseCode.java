package xyz.anipub.engineio.websocket;

/** The numbers that say why a WebSocket closes (RFC 6455 section 7.4, and those that IANA has registered since). */
public final class CloseCode {

    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;

    /** For programs alone: the close frame had no code. Never on the wire. */
    public static final int NO_STATUS = 1005;

    /** For programs alone: the connection ended without a close frame. Never on the wire. */
    public static final int NO_CLOSE_FRAME = 1006;

    public static final int INVALID_PAYLOAD = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int INTERNAL_ERROR = 1011;

    private CloseCode() {}

    /**
     * Whether a close frame may carry it: registered for that (1000 to 1003, 1007 to 1014), or of a library's or an
     * application's own (3000 to 4999).
     */
    public static boolean isSendable(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
