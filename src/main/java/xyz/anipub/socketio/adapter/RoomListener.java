package xyz.anipub.socketio.adapter;

/**
 * Hears how the rooms of a namespace change on this node (protocol section 4). Every socket's own room, named by its
 * id, counts.
 *
 * <p>Told after the change, one at a time, in the order of the changes, without any lock, on the thread that makes one;
 * while it is being told, another thread's changes are told by the same thread, or, where they are many, by one of the
 * listener's threads of the engine. So by then, rooms may have changed again. It must not block: of what it is too slow for
 * 10,000 changes wait, and further ones are lost, which is logged. An exception is logged.
 */
public interface RoomListener {

    /** The first socket is about to come in: the protocol's {@code create-room}. */
    default void created(String room) {}

    /** The last socket has gone: {@code delete-room}. */
    default void deleted(String room) {}

    /** A socket has come in: {@code join-room}. */
    default void joined(String room, String sid) {}

    /** A socket has gone: {@code leave-room}. */
    default void left(String room, String sid) {}
}
