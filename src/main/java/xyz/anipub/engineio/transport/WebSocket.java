package xyz.anipub.engineio.transport;

/**
 * One open WebSocket, as {@code WebSocketTransport} uses it: the container's, behind the {@code WebSocketEndpoint}, or a
 * {@code FramedSocket}. Thread-safe; nothing blocks or throws.
 */
public interface WebSocket extends FrameWriter {

    /**
     * Begins the handshake of closing (RFC 6455 section 7.1.2): what is being written is finished, then a close frame
     * leaves. The peer has {@link xyz.anipub.engineio.config.EngineConfig#closeLinger()} to answer; then the connection ends.
     *
     * @param code {@code CloseCode.NO_STATUS} for a close frame without one
     * @param reason shortened to what a close frame has room for
     */
    void close(int code, String reason);
}
