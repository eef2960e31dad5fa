package xyz.anipub.auth.token;

import java.time.Instant;

/**
 * What a token with a valid signature says.
 *
 * @param userId 24 lower-case hex digits
 * @param name as claimed, empty if not
 * @param image as claimed, empty if not
 * @param tokenId {@code jti}, or a digest of the signed text for tokens that carry none
 * @param expiresAt {@code exp}, of another site's token plus the allowed clock skew
 */
record TokenClaims(String userId, String name, String image, String tokenId, Instant expiresAt) {}
