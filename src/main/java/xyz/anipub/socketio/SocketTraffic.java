package xyz.anipub.socketio;

import java.util.function.LongConsumer;

/**
 * What has gone through the sockets of a namespace on this node since it was made, for whoever looks now and then. Thread-safe; each
 * number is as of about now, and only grows.
 */
public interface SocketTraffic {

    /** Events that clients have sent and that were let through to handlers, acks not counted. */
    long events();

    /** Events that came too fast and were not handled. */
    long refused();

    /** Events from clients whose handlers failed by what nobody expected: bugs. */
    long failed();

    /** An application has found that an event failed by a bug, after its handler had returned. */
    void countFailed();

    /** Events for clients: one that goes to several sockets counts for each. Volatile ones count even if they are dropped. */
    long deliveries();

    /**
     * Sets who hears, in place of an earlier one, how long each ack took that a client had asked for: from when its event was handed to
     * handlers until the answer was queued, in nanoseconds. On the thread that answers: it must be quick and must not throw.
     */
    void onAnswer(LongConsumer hearing);
}
