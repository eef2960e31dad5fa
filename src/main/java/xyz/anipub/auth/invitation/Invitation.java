package xyz.anipub.auth.invitation;

import java.time.Instant;

/**
 * What is kept of an invitation.
 *
 * @param id names it; the first 24 digits of {@code digest}
 * @param digest of its code
 * @param by the id of the admin who has made it
 * @param at when
 * @param expiresAt until when it is good
 * @param usesLeft how many may still register by it
 */
public record Invitation(String id, String digest, String by, Instant at, Instant expiresAt, int usesLeft) {

    /** By the digest of its code. */
    static String id(String digest) {
        return digest.substring(0, 24);
    }
}
