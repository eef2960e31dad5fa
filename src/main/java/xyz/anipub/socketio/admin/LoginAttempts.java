package xyz.anipub.socketio.admin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import xyz.anipub.peer.IpAddress;

/**
 * Limits login attempts to ten a minute for each address. Remembers the 10,000 addresses that began their
 * minute last. Its monitor guards the table.
 */
final class LoginAttempts {

    private static final int LIMIT = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Minute> minutes = new LinkedHashMap<>();

    private record Minute(Instant end, int tries) {}

    LoginAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more; false if these are too many. */
    synchronized boolean take(String address) {
        String group = IpAddress.group(address);
        Instant now = clock.instant();
        Minute minute = minutes.get(group);
        if (minute == null || !now.isBefore(minute.end)) {
            minutes.remove(group);
            if (minutes.size() >= MOST) {
                Iterator<Minute> oldestFirst = minutes.values().iterator();
                oldestFirst.next();
                oldestFirst.remove();
            }
            minute = new Minute(now.plus(WINDOW), 0);
        }
        minutes.put(group, new Minute(minute.end, Math.min(LIMIT, minute.tries) + 1));
        return minute.tries < LIMIT;
    }

    /** The address has shown that it need not guess. */
    synchronized void forget(String address) {
        minutes.remove(IpAddress.group(address));
    }
}
