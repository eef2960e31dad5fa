package xyz.anipub.engineio;

import xyz.anipub.engineio.handshake.Refusal;

/**
 * Is told what an engine refuses and what it carries, for metrics, logs and admin pages.
 *
 * <p>The calls come on whatever thread does the work, several at a time, and hold it up: they must be quick and must not
 * block. What they throw is logged and changes nothing.
 */
public interface EngineObserver {

    /** A request was refused: the event {@code connection_error} of protocol section 1.2. */
    default void onRefused(Refusal refusal) {}

    /** A session was opened. */
    default void onOpened(Session session) {}

    /** A session has ended, for one of the protocol's five reasons. */
    default void onClosed(Session session, CloseReason reason) {}

    /**
     * A packet arrived for a session, whatever becomes of it.
     *
     * @param type the protocol's word: {@code pong} for the answer to a heartbeat, {@code message} for a message
     * @param bytes its size as a WebSocket message
     */
    default void onReceived(Session session, String type, int bytes) {}

    /** A packet of a session was given to its transport; parameters as {@link #onReceived}. */
    default void onSent(Session session, String type, int bytes) {}
}
