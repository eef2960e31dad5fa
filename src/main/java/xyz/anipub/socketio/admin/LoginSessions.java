package xyz.anipub.socketio.admin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ids that let an operator in again without the password, for a day. Of more than a thousand the oldest is forgotten.
 * Its monitor guards the table.
 */
final class LoginSessions {

    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final int MOST = 1_000;
    private static final int ID_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    /** In the order of their expiry. */
    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    LoginSessions(Clock clock) {
        this.clock = clock;
    }

    /** A new id: 16 hex digits. */
    String open() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        keep(id);
        return id;
    }

    synchronized boolean isOpen(String id) {
        Instant expiry = expiries.get(id);
        return expiry != null && clock.instant().isBefore(expiry);
    }

    private synchronized void keep(String id) {
        Instant now = clock.instant();
        Iterator<Instant> oldestFirst = expiries.values().iterator();
        while (oldestFirst.hasNext()) {
            Instant expiry = oldestFirst.next();
            if (expiries.size() < MOST && now.isBefore(expiry)) {
                break;
            }
            oldestFirst.remove();
        }
        expiries.put(id, now.plus(LIFETIME));
    }
}
