package xyz.anipub.socketio.admin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** @param id 16 hex digits */
    record LoginSession(String id, Instant end) {}

    /** A new one. */
    LoginSession open() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        return new LoginSession(id, keep(id));
    }

    /** The one of that id, if there is one that has not ended. */
    synchronized Optional<LoginSession> find(String id) {
        return Optional.ofNullable(expiries.get(id))
                .filter(end -> clock.instant().isBefore(end))
                .map(end -> new LoginSession(id, end));
    }

    private synchronized Instant keep(String id) {
        Instant now = clock.instant();
        Iterator<Instant> oldestFirst = expiries.values().iterator();
        while (oldestFirst.hasNext()) {
            Instant expiry = oldestFirst.next();
            if (expiries.size() < MOST && now.isBefore(expiry)) {
                break;
            }
            oldestFirst.remove();
        }
        Instant end = now.plus(LIFETIME);
        expiries.put(id, end);
        return end;
    }
}
