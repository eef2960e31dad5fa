package xyz.anipub.socketio.adapter.cluster.carrier;

import java.time.Duration;

/**
 * What other nodes may cost this one, in each namespace.
 *
 * @param maxWaiting how many of their messages may wait to be handled; what more is published is dropped and counted, what
 *     is in a log stays there meanwhile
 * @param maxWaitingBytes how many bytes these may have together
 * @param maxRequests how many questions to other nodes may be open at the same time; a further one fails
 * @param askTimeout how long a node that asks for acks, and does not say how long it waits, is given its answers
 * @param maxAskTimeout the same, whatever it says
 */
public record ClusterLimits(
        int maxWaiting, long maxWaitingBytes, int maxRequests, Duration askTimeout, Duration maxAskTimeout) {

    public ClusterLimits {
        if (maxWaiting < 1 || maxWaitingBytes < 1 || maxRequests < 1) {
            throw new IllegalArgumentException("maxWaiting, maxWaitingBytes and maxRequests need at least 1");
        }
        if (askTimeout.toMillis() < 1 || maxAskTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("askTimeout and maxAskTimeout need at least 1 ms");
        }
    }

    /** 10,000 messages with 64 MB, 1,000 questions, 10 s and 60 s. */
    public static ClusterLimits standard() {
        return new ClusterLimits(10_000, 64_000_000, 1_000, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }
}
