package xyz.anipub.socketio.event;

/** The socket left before the client answered an event. */
public final class SocketDisconnectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SocketDisconnectedException() {
        super("socket has been disconnected");
    }
}
