package xyz.anipub.engineio;

/**
 * The seam between Engine.IO and the protocol above it: what a session tells its user.
 *
 * <p><b>Order and threads.</b> For one session the calls never overlap and come in the order in which the packets
 * arrived: {@code onOpen} first, then {@code onText} and {@code onBinary}, then {@code onClose} exactly once and last.
 * They run on the engine's executor, never on a container's selector or WebSocket callback thread, and without any
 * lock held, so an implementation may block for a bounded time. Calls for different sessions run in parallel.
 *
 * <p><b>Errors.</b> An exception thrown here is logged with the session's id; the session lives on.
 */
public interface SessionListener {

    /** A session is open: its handshake has been queued to the client. */
    void onOpen(Session session);

    /** A text message (packet type 4) arrived. */
    void onText(Session session, String text);

    /** A binary message arrived. The array belongs to the callee. */
    void onBinary(Session session, byte[] data);

    /**
     * The session is closed; nothing sent to it from now on arrives.
     *
     * @param reason why, one of the protocol's five words
     * @param detail what exactly happened, for logs and disconnect details; never shown to other clients
     */
    void onClose(Session session, CloseReason reason, String detail);
}
