package xyz.anipub.chaos;

import java.time.Duration;

/**
 * One fault of a run.
 *
 * @param node which node it happens to, from zero on
 * @param afterAcknowledged how many messages are acknowledged first
 * @param delay from then to the fault
 * @param length how long what has failed is away; a node that is killed is started again at once
 */
record Fault(Kind kind, int node, int afterAcknowledged, Duration delay, Duration length) {

    enum Kind {
        /** A node gets {@code kill -9}. */
        KILL_NODE,
        /** A node stands still. */
        PAUSE_NODE,
        /** Redis ends, and is empty when it is back. */
        KILL_REDIS,
        /** Redis stands still. */
        PAUSE_REDIS,
        /** The network between a node and Redis carries nothing. */
        CUT_NODE_FROM_REDIS
    }

    @Override
    public String toString() {
        return switch (kind) {
            case KILL_NODE -> kind + " " + node;
            case PAUSE_NODE, CUT_NODE_FROM_REDIS -> kind + " " + node + " for " + length;
            case KILL_REDIS, PAUSE_REDIS -> kind + " for " + length;
        };
    }
}
