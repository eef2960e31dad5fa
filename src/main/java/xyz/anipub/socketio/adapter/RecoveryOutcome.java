package xyz.anipub.socketio.adapter;

/** Whether a connection's state was recovered, and if not, why (protocol section 5). */
public enum RecoveryOutcome {
    /** The same socket is back, with its rooms and attributes, and has got what it missed. */
    RECOVERED,
    /** The adapter keeps no sessions. */
    OFF,
    /** The client came without the id of a session. */
    NOT_ASKED,
    /** There is no such session: it was not kept, has been used already, or is forgotten long since. */
    UNKNOWN,
    /** The client stayed away too long. */
    EXPIRED,
    /** What it missed is not in the log any more. */
    TRIMMED,
    /** It missed more than can be queued for one connection. */
    TOO_MUCH,
    /** Its offset is none of this log's. */
    MALFORMED,
    /** The application's check did not allow it; see {@code Namespace.onRecovery}. */
    REFUSED,
    /** The session was deleted while the client was coming in. */
    FORGOTTEN,
    /** The session's earlier connection did not end in time. */
    STILL_CONNECTED
}
