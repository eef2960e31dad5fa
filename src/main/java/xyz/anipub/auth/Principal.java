package xyz.anipub.auth;

import java.time.Instant;
import xyz.anipub.auth.token.Tokens;

/**
 * The user whom a verified token names.
 *
 * @param userId 24 lower-case hex digits
 * @param name the name the user is known by here
 * @param image where the user's picture is, empty if there is none
 * @param displayName what the user wants to be called beside the name; empty if that is the name
 * @param tokenId names the token for {@link Tokens#revoke}, and the session: a renewed token has the same; no secret
 * @param expiresAt when the token stops being accepted, another site's with the allowed clock skew
 * @param origin what else the token says
 */
public record Principal(
        String userId,
        String name,
        String image,
        String displayName,
        String tokenId,
        Instant expiresAt,
        TokenOrigin origin) {

    /** Of somebody who is called by the name. */
    public Principal(String userId, String name, String image, String tokenId, Instant expiresAt, TokenOrigin origin) {
        this(userId, name, image, "", tokenId, expiresAt, origin);
    }

    /** By a token that says nothing else. */
    public Principal(String userId, String name, String image, String tokenId, Instant expiresAt) {
        this(userId, name, image, tokenId, expiresAt, TokenOrigin.UNKNOWN);
    }

    /** The same with another picture and display name, both empty for none. */
    public Principal withCard(String otherImage, String otherDisplayName) {
        return new Principal(userId, name, otherImage, otherDisplayName, tokenId, expiresAt, origin);
    }

    /** The same, known to be an admin. */
    public Principal asAdmin() {
        TokenOrigin admins = new TokenOrigin(origin.ours(), origin.generation(), true, origin.stay());
        return new Principal(userId, name, image, displayName, tokenId, expiresAt, admins);
    }
}
