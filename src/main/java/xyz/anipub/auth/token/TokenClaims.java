package xyz.anipub.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import xyz.anipub.auth.TokenOrigin;

/**
 * What a token with a valid signature says.
 *
 * @param userId 24 lower-case hex digits
 * @param name as claimed, empty if not
 * @param image as claimed, empty if not
 * @param tokenId {@code jti}, or a digest of the signed text for tokens that carry none
 * @param expiresAt {@code exp}, of another site's token plus the allowed clock skew
 * @param origin whose it is, and what follows from it
 * @param issuedAt {@code iat}, of ours
 * @param stay whether its user wanted to stay signed in
 */
record TokenClaims(
        String userId,
        String name,
        String image,
        String tokenId,
        Instant expiresAt,
        TokenOrigin origin,
        Optional<Instant> issuedAt,
        boolean stay) {

    /** Whether it is ours, and more than half of its life is over. */
    boolean isDueForRenewal(Instant now) {
        return origin.ours()
                && issuedAt.map(from -> Duration.between(from, now).compareTo(Duration.between(now, expiresAt)) > 0)
                        .orElse(false);
    }
}
