package xyz.anipub.auth.token;

import java.time.Instant;

/**
 * A revoked token.
 *
 * @param tokenId which
 * @param until when it would have expired; from then on nobody needs to remember it
 * @param revokedAt when it was revoked, by the revoking node's clock
 */
public record RevokedToken(String tokenId, Instant until, Instant revokedAt) {}
