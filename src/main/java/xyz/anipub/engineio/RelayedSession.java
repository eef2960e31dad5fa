package xyz.anipub.engineio;

import xyz.anipub.engineio.packet.PayloadBody;

/**
 * A session as a client's requests and WebSockets reach it by way of another node. On the node where the client is it stands for
 * the way to the session's node, there for the session itself; both ends look the same.
 *
 * <p>Thread-safe. Nothing blocks or throws. A reply, or the end of a WebSocket, comes in any case, perhaps before the call returns: if
 * the nodes lose each other, as soon as they notice.
 */
public interface RelayedSession {

    /**
     * A GET waits for packets.
     *
     * @return to be run if its client is gone
     */
    Runnable poll(RelayedReply reply);

    /**
     * A POST begins, whose body is still to come.
     *
     * @return false if there is no place for it; else {@link #endPost} has to follow
     */
    default boolean beginPost() {
        return true;
    }

    /** Reports how many bytes of the body have been received and are kept; false if there is no memory for them. */
    default boolean hold(long bytes) {
        return true;
    }

    /** The POST is over, whatever came of it; may be called again. */
    default void endPost() {}

    /**
     * The whole body of a POST that has begun has come. It is handled at most once. An answer other than success says that it was
     * not, unless the nodes have lost each other: then nobody knows, and the session is lost to its client.
     */
    void post(PayloadBody payload, RelayedReply reply);

    /** A request of the client broke before it was whole: the session ends. */
    void fail(String detail);

    /**
     * The client has opened a WebSocket, by which it wants to move the session.
     *
     * @param textOnly whether it asks for binary messages as base64
     * @param client the end at which the client is
     * @return the end at which the session is
     */
    RelayedSocket connect(boolean textOnly, RelayedSocket client);
}
