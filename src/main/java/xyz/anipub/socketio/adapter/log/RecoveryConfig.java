package xyz.anipub.socketio.adapter.log;

import java.time.Duration;

/**
 * How much one namespace keeps for clients that come back (protocol section 5). What exceeds a bound goes, the oldest
 * first; a client that would have needed it starts anew.
 *
 * @param maxDisconnection how long a client may stay away
 * @param maxAge how long an event is kept; longer than {@code maxDisconnection}, because what was sent shortly before
 *     a connection broke may not have arrived
 * @param maxPackets how many events are kept
 * @param maxBytes how many bytes of content they may have together; a text counts one for each UTF-16 unit
 * @param maxSessions how many clients may be away at the same time
 */
public record RecoveryConfig(
        Duration maxDisconnection, Duration maxAge, int maxPackets, long maxBytes, int maxSessions) {

    public RecoveryConfig {
        if (maxDisconnection.toMillis() < 1 || maxAge.toMillis() < 1) {
            throw new IllegalArgumentException("maxDisconnection and maxAge need at least 1 ms");
        }
        if (maxPackets < 1 || maxBytes < 1 || maxSessions < 1) {
            throw new IllegalArgumentException("maxPackets, maxBytes and maxSessions need at least 1");
        }
    }

    /** 2 minutes away, events for 3 minutes, 10,000 of them with 16 MB, 10,000 clients. */
    public static RecoveryConfig standard() {
        return new RecoveryConfig(Duration.ofMinutes(2), Duration.ofMinutes(3), 10_000, 16_000_000, 10_000);
    }
}
