package xyz.anipub.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps somebody out of the site.
 *
 * @param until empty if until it is taken back
 * @param reason as the admin gave it; may be empty
 */
public record Suspension(Optional<Instant> until, String reason) {

    /** Whether it still holds. */
    public boolean holds(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
