package xyz.anipub.health;

import java.util.Locale;

/**
 * Why a check is down or degraded, as strangers may read it: one of these words, and never a library's message, which may name
 * hosts and people. The log says more.
 */
public enum Reason {
    /** Nobody answers there. */
    AWAY,
    /** It is there, and has not answered for a while. */
    SILENT,
    /** The embedded store's file cannot be opened, so it answers nobody. */
    BROKEN,
    /** The database builds indexes without which nothing can be stored. */
    BUILDING,
    /** The database refuses such an index, or Redis what this node must be allowed. */
    REFUSED,
    /** The embedded store's disk takes nothing, so it only answers reads; or the Redis is a replica. */
    READ_ONLY,
    OUT_OF_MEMORY,
    /** It reads what it had kept. */
    LOADING,
    /** A Redis Cluster lacks a master, or a replica its own. */
    INCOMPLETE,
    /** It answers with other errors. */
    ERRORS,
    /** Another node uses the same database, and no Redis joins them. */
    APART,
    /** WebSockets are carried by the container's endpoint, as no carrier suits. */
    FALLBACK,
    /** The node is about to stop, and sends its clients elsewhere. */
    DRAINING,
    /** It may have missed that rights have ended. */
    CUT_OFF,
    /** It takes no connections any more. */
    STOPPED,
    /** The data of another server is being taken over: not all of its rooms are there. */
    ADOPTING,
    /** It is being counted, for who wants to know beforehand. */
    COUNTING,
    /** Threads wait for each other, and will for ever. */
    DEADLOCK;

    /** The word: lower case, with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
