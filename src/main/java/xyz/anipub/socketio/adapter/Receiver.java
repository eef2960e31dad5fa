package xyz.anipub.socketio.adapter;

/**
 * One connected socket of this node, as its {@link SocketEmitter} gives it out: an adapter keeps it with the socket's rooms, so
 * that nobody looks for it by its id for each event.
 */
public interface Receiver {

    /** Whether its end has begun: nothing reaches it any more, and another may be there by its id. */
    boolean isGone();
}
