package xyz.anipub.socketio.packet;

/**
 * What the peer sent is not a Socket.IO packet: its whole connection has to be closed.
 *
 * <p>The message says what is wrong and never repeats what the peer sent.
 */
public final class MalformedPacketException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedPacketException(String message) {
        super(message);
    }

    public MalformedPacketException(String message, Throwable cause) {
        super(message, cause);
    }
}
