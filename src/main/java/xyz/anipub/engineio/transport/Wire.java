package xyz.anipub.engineio.transport;

import java.nio.ByteBuffer;

/**
 * The bytes that leave by a connection which a {@code Carrier} has taken over. Thread-safe; no method blocks or throws.
 */
public interface Wire {

    /**
     * Sends bytes. Called again only after the outcome of the call before has been told.
     *
     * @param bytes not changed and not kept longer than until the outcome; their array may be shared by many wires
     * @param outcome told when the kernel has them all
     */
    void write(ByteBuffer bytes, WriteOutcome outcome);

    /** Ends the connection at once, whatever the peer still has to take. May be called repeatedly. */
    void close();
}
