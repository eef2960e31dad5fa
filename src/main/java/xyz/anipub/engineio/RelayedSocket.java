package xyz.anipub.engineio;

import java.util.List;

/**
 * One end of a WebSocket that is carried between two nodes: the client's or the session's. Calls come in order; nothing blocks or
 * throws.
 */
public interface RelayedSocket {

    /** One message, as it is on the wire; the array is not written to. A text is in UTF-8. */
    record Message(boolean isBinary, byte[] content) {}

    /** Messages for this end. The client's end gets more only after it has said {@link #written} to the other one. */
    void messages(List<Message> batch);

    /** The other end has written what it was given. */
    void written();

    /**
     * It is over.
     *
     * @param code of RFC 6455; may be one that is never on the wire
     */
    void close(int code, String reason);
}
