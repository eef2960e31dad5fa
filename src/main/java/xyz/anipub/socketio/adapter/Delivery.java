package xyz.anipub.socketio.adapter;

import java.util.function.Predicate;

/**
 * One event on its way to sockets of this node, encoded once for all of them.
 *
 * <p>Immutable: it may be kept and used again by any thread. {@link SocketEmitter#queue} sends it.
 */
public interface Delivery {

    /** The same event with an offset as its last argument; what was encoded is used again. */
    Delivery withOffset(String offset);

    /**
     * The same event for a log to keep, without what sending makes of it, which is several times as large. To be called once the
     * offset is in.
     */
    Delivery kept();

    /** The same event with all that sending makes of it, made by now. To be called without a lock. */
    Delivery ready();

    /** Asks something of what it says: of its text, or of a binary format's bytes as Latin-1. */
    boolean says(Predicate<String> question);

    /** How many Engine.IO packets it is: one, and one for each attachment. */
    int packets();

    /**
     * How many bytes of memory it takes as it is {@link #kept}: text as Java stores it, attachments, and an allowance for
     * the objects around them. Not less than half of what it counts in a session's queue.
     */
    long size();
}
