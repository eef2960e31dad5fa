package xyz.anipub.auth.token;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.LruMap;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.TokenOrigin;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.User;
import xyz.anipub.text.Sha256;

/**
 * Text <-> claims of a JSON Web Token. An algorithm stands for exactly one key of its own kind, so a token cannot choose
 * how it is checked: HS256 means the shared secret and nothing else, RS256 or ES256 the public key.
 *
 * <p>A signature that was right is not checked again: what the token says is remembered by a digest of all of it. Thread-safe.
 */
final class TokenCodec {

    private static final int MAX_LENGTH = 8192;
    private static final int MAX_ID_LENGTH = 128;

    /** Half a kilobyte each, and what they say of name and image. */
    private static final int MAX_VERIFIED = 20_000;

    /** Longer ones are checked each time. */
    private static final int MAX_REMEMBERED = 2048;

    /** Who issued our own tokens: their times are exact. A site that shares the secret has a clock of its own. */
    private static final String OURS = "anipub-chat";

    /** Claims of ours: {@link xyz.anipub.auth.Standing#generation}, if it is not 0; there if its user wants to stay signed in. */
    private static final String GENERATION = "gen";

    private static final String STAY = "stay";

    private final TokenSettings settings;
    private final Duration staying;
    private final String adminClaim;
    private final SecretKey secret;
    private final Map<String, Key> keys;
    private final Clock clock;
    private final JwtParser parser;
    private final LruMap<String, TokenClaims> verified = new LruMap<>(MAX_VERIFIED);

    /** @param keys the key of each algorithm that is accepted, by its name in the header */
    TokenCodec(AuthSettings all, SecretKey secret, Map<String, Key> keys, Clock clock) {
        this.settings = all.token();
        this.staying = all.sessions().stay();
        this.adminClaim = all.admins().claim();
        this.secret = secret;
        this.keys = Map.copyOf(keys);
        this.clock = clock;
        this.parser = Jwts.parser()
                .sig()
                .clear()
                .add(List.of(Jwts.SIG.HS256, Jwts.SIG.RS256, Jwts.SIG.ES256))
                .and()
                .keyLocator(this::keyOf)
                .json(new TokenJson.Parser())
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(settings.clockSkew().toSeconds())
                .build();
    }

    /** @param tokenId of the session that it is for */
    IssuedToken issue(User user, String tokenId, boolean stay) {
        // JWT times are whole seconds.
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        Duration lifetime = stay ? staying : settings.lifetime();
        Instant end = now.plus(lifetime);
        long generation = user.standing().generation();
        JwtBuilder token = Jwts.builder()
                .json(new TokenJson.Writer())
                .id(tokenId)
                .issuer(OURS)
                .subject(user.id())
                .claim(settings.userIdClaim(), user.id())
                .claim(settings.nameClaim(), user.name())
                .claim(settings.imageClaim(), user.image())
                .issuedAt(Date.from(now))
                .expiration(Date.from(end));
        if (generation > 0) {
            token.claim(GENERATION, generation);
        }
        if (stay) {
            token.claim(STAY, 1);
        }
        return new IssuedToken(
                token.signWith(secret, Jwts.SIG.HS256).compact(),
                new Principal(
                        user.id(),
                        user.name(),
                        user.image(),
                        user.displayName(),
                        tokenId,
                        end,
                        new TokenOrigin(true, generation, false, stay)),
                lifetime);
    }

    /** @throws InvalidTokenException if signature, times, user id or form speak against it */
    TokenClaims verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new InvalidTokenException("longer than " + MAX_LENGTH + " characters");
        }
        String digest = Sha256.hex(token);
        Optional<TokenClaims> known = verified.get(digest);
        TokenClaims claims = known.orElseGet(() -> checked(token));
        if (!clock.instant().isBefore(claims.expiresAt())) {
            throw new InvalidTokenException("expired");
        }
        if (known.isEmpty() && token.length() <= MAX_REMEMBERED) {
            verified.put(digest, claims);
        }
        return claims;
    }

    private TokenClaims checked(String token) {
        Jws<Claims> signed = signed(token);
        Claims claims = signed.getPayload();
        if (claims.getExpiration() == null) {
            throw new InvalidTokenException("never expires");
        }
        return new TokenClaims(
                userId(claims),
                text(claims, settings.nameClaim()),
                text(claims, settings.imageClaim()),
                tokenId(claims, token),
                end(claims),
                origin(signed),
                Optional.ofNullable(claims.getIssuedAt()).map(Date::toInstant),
                claims.get(STAY) != null);
    }

    private TokenOrigin origin(Jws<Claims> signed) {
        Claims claims = signed.getPayload();
        // Nobody else's key makes a token ours, whatever it says of its issuer.
        boolean ours = OURS.equals(claims.getIssuer())
                && "HS256".equals(signed.getHeader().getAlgorithm());
        long generation = ours && claims.get(GENERATION) instanceof Number number ? number.longValue() : 0;
        boolean admin = !ours && !adminClaim.isEmpty() && Boolean.TRUE.equals(claims.get(adminClaim));
        return new TokenOrigin(ours, generation, admin, ours && claims.get(STAY) != null);
    }

    /** When the token stops being accepted. */
    private Instant end(Claims claims) {
        Instant expiration = claims.getExpiration().toInstant();
        return OURS.equals(claims.getIssuer()) ? expiration : expiration.plus(settings.clockSkew());
    }

    private Jws<Claims> signed(String token) {
        try {
            return parser.parseSignedClaims(token);
        } catch (JwtException e) {
            throw new InvalidTokenException(e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // Whatever a forged header makes the library stumble over is the token's fault, not ours.
            throw new InvalidTokenException("unreadable: " + e.getClass().getSimpleName());
        }
    }

    private Key keyOf(Header header) {
        Key key = keys.get(String.valueOf(header.getAlgorithm()));
        if (key == null) {
            throw new InvalidTokenException("no key for its algorithm");
        }
        return key;
    }

    private String userId(Claims claims) {
        String id = text(claims, settings.userIdClaim());
        if (!id.matches("[0-9a-fA-F]{24}")) {
            throw new InvalidTokenException("the user id is not 24 hex digits");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    /** Its own, or a digest of the signed part only: one could write a signature in several ways. */
    private static String tokenId(Claims claims, String token) {
        String id = text(claims, Claims.ID);
        return id.isEmpty() || id.length() > MAX_ID_LENGTH || EndedUser.isOne(id)
                ? "sha256:" + Sha256.hex(token.substring(0, token.lastIndexOf('.')))
                : id;
    }

    private static String text(Claims claims, String name) {
        return claims.get(name) instanceof String text ? text : "";
    }
}
