package xyz.anipub.auth;

import java.time.Instant;
import xyz.anipub.auth.token.Tokens;

/**
 * The user whom a verified token names.
 *
 * @param userId 24 lower-case hex digits
 * @param name the name the user is known by here
 * @param image where the user's picture is, empty if there is none
 * @param tokenId names the token for {@link Tokens#revoke}; no secret
 * @param expiresAt when the token stops being accepted, another site's with the allowed clock skew
 */
public record Principal(String userId, String name, String image, String tokenId, Instant expiresAt) {

    public Principal withImage(String other) {
        return new Principal(userId, name, other, tokenId, expiresAt);
    }
}
