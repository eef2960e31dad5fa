package xyz.anipub.auth;

import java.time.Duration;
import java.util.Optional;

/**
 * Which tokens are accepted, and how ours are made.
 *
 * @param secret {@code anipub.auth.secret}: signs our tokens (HS256), and verifies those of anybody who shares it; at
 *     least 32 bytes of UTF-8. Default: a random one that all nodes over one store share
 * @param publicKey {@code anipub.auth.public-key}: PEM ({@code BEGIN PUBLIC KEY}) of another site whose tokens are
 *     accepted besides ours: RSA of 2048 bits or more for RS256, P-256 for ES256. Default: none
 * @param userIdClaim {@code anipub.auth.user-id-claim}: the claim with the user's id, 24 hex digits. Default {@code sub}
 * @param nameClaim {@code anipub.auth.name-claim}: names a user at first sight. Default {@code name}
 * @param imageClaim {@code anipub.auth.image-claim}: the user's picture at first sight. Default {@code image}
 * @param lifetime {@code anipub.auth.token-lifetime}: of our tokens and their cookie, ISO 8601 duration. Default
 *     {@code PT12H}
 * @param clockSkew {@code anipub.auth.clock-skew}: how far another site's clock may be off. Default {@code PT30S}
 * @param recheck {@code anipub.auth.revocation-recheck}: the time after which a logout on another node counts here: how long what
 *     was read of them is taken for all, and else how long a token that was found unrevoked is not asked about. Default
 *     {@code PT2S}
 */
public record TokenSettings(
        Optional<String> secret,
        Optional<String> publicKey,
        String userIdClaim,
        String nameClaim,
        String imageClaim,
        Duration lifetime,
        Duration clockSkew,
        Duration recheck) {

    /** The defaults. */
    public static final TokenSettings USUAL = new TokenSettings(
            Optional.empty(),
            Optional.empty(),
            "sub",
            "name",
            "image",
            Duration.ofHours(12),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));

    public TokenSettings {
        if (lifetime.toSeconds() < 1 || clockSkew.isNegative() || recheck.isNegative()) {
            throw new IllegalArgumentException(
                    "anipub.auth.token-lifetime must be at least 1 s; clock-skew and revocation-recheck must not be negative.");
        }
    }

    public TokenSettings withSecret(String value) {
        return new TokenSettings(
                Optional.of(value), publicKey, userIdClaim, nameClaim, imageClaim, lifetime, clockSkew, recheck);
    }

    public TokenSettings withPublicKey(String pem) {
        return new TokenSettings(
                secret, Optional.of(pem), userIdClaim, nameClaim, imageClaim, lifetime, clockSkew, recheck);
    }

    @Override
    public String toString() {
        return "TokenSettings[lifetime=" + lifetime + "]";
    }
}
