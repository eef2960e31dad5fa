package xyz.anipub.socketio.adapter;

import xyz.anipub.socketio.packet.Packet;

/**
 * Gathers the answers to one broadcast (protocol sections 3.5 and 4). It is done when all nodes have asked and every
 * socket that was asked has answered or cannot any more, or when its time is up; what comes later is ignored.
 *
 * <p>Any thread may call any method, and a node's answers may come before its number of sockets. No method blocks.
 */
public interface AckCollector {

    /** Adds to the number of expected answers. */
    void asked(int sockets);

    /** No other node will ask any more. Called once. */
    void allAsked();

    /** A socket has answered. */
    void answered(Packet.Ack answer);

    /** A socket that was asked will not answer: it has left, or the event could not be sent to it. */
    void unanswered();

    /** Runs a short task when no more answers are wanted; at once if they are not wanted already. */
    void whenDone(Runnable task);
}
