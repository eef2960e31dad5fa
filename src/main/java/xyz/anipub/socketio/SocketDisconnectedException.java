package xyz.anipub.socketio;

/** The socket left before the client answered an event. */
public final class SocketDisconnectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SocketDisconnectedException() {
        super("socket has been disconnected");
    }
}
