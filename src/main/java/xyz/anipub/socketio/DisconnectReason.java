package xyz.anipub.socketio;

import xyz.anipub.engineio.CloseReason;

/** Why a socket left its namespace, in the protocol's words (section 3.7). */
public enum DisconnectReason {
    /** The client left this namespace; its connection stays. */
    CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect"),
    /** The server put the socket out; the client does not come back by itself. */
    SERVER_NAMESPACE_DISCONNECT("server namespace disconnect"),
    /** The peer closed the connection. */
    TRANSPORT_CLOSE("transport close"),
    /** The connection broke, or the peer misused the transport. */
    TRANSPORT_ERROR("transport error"),
    /** The peer did not answer a ping. */
    PING_TIMEOUT("ping timeout"),
    /** The peer sent what is no Engine.IO packet. */
    PARSE_ERROR("parse error"),
    /** The peer sent what is no Socket.IO packet, or the connection was closed beneath. */
    FORCED_CLOSE("forced close"),
    /** The peer sent a packet that its state does not allow. */
    FORCED_SERVER_CLOSE("forced server close"),
    /** The server stops; the client was not told and comes back, perhaps to another node. */
    SERVER_SHUTTING_DOWN("server shutting down");

    private final String text;

    DisconnectReason(String text) {
        this.text = text;
    }

    /** What the end of a connection means for its sockets. */
    public static DisconnectReason of(CloseReason reason) {
        return switch (reason) {
            case PING_TIMEOUT -> PING_TIMEOUT;
            case PARSE_ERROR -> PARSE_ERROR;
            case TRANSPORT_ERROR -> TRANSPORT_ERROR;
            case TRANSPORT_CLOSE -> TRANSPORT_CLOSE;
            case FORCED_CLOSE -> FORCED_CLOSE;
        };
    }

    /**
     * Whether a client that left for this reason may come back and get what it missed (protocol section 5).
     *
     * @param sessionsOutliveServer whether the end of this server is no end of its sessions
     */
    public boolean isRecoverable(boolean sessionsOutliveServer) {
        return switch (this) {
            case TRANSPORT_CLOSE, TRANSPORT_ERROR, PING_TIMEOUT, FORCED_CLOSE, FORCED_SERVER_CLOSE -> true;
            case SERVER_SHUTTING_DOWN -> sessionsOutliveServer;
            case CLIENT_NAMESPACE_DISCONNECT, SERVER_NAMESPACE_DISCONNECT, PARSE_ERROR -> false;
        };
    }

    /** The protocol's words. */
    public String text() {
        return text;
    }
}
