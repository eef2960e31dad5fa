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

    /** The whole body of a POST has come. It is handled once, or not at all if there is an error. */
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
