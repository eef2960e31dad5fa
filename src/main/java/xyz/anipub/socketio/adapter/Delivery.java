package xyz.anipub.socketio.adapter;

import java.util.Collection;

/**
 * One event on its way to sockets of this node, encoded once for all of them.
 *
 * <p>Immutable: it may be kept and used again by any thread. Ids of sockets that are not connected are passed over.
 */
public interface Delivery {

    /** The same event with an offset as its last argument; what was encoded is used again. For a log to keep. */
    Delivery withOffset(String offset);

    /** How many Engine.IO packets it is: one, and one for each attachment. */
    int packets();

    /** The size of its content in bytes, attachments included; its text counts one for each UTF-16 unit. */
    long size();

    /**
     * Puts the event into the sockets' queues. Writes nothing and calls no listener, so that an adapter may hold the
     * lock that decides the order of events; {@link #flush} has to follow, without the lock.
     *
     * @param sids without duplicates
     */
    void queue(Collection<String> sids);

    /** Writes what is queued for these sockets, at once or soon on other threads, after those who listen to outgoing events have heard of this one. */
    void flush(Collection<String> sids);
}
