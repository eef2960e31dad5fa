package xyz.anipub.engineio.relay;

/**
 * One request or WebSocket between a client on one node and its session on another, on either side. {@link #receive},
 * {@link #broken} and {@link #beat} come one at a time; what is below the exchange calls at any time.
 */
interface Exchange {

    /** A frame of the other side. */
    void receive(Frame frame);

    /** The other side cannot be reached any more, or has forgotten it; not called again. */
    void broken();

    /** A fifth of the patience has passed. */
    default void beat() {}
}
