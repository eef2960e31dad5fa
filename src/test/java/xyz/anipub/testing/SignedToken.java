package xyz.anipub.testing;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token as another site that shares the secret would sign it (HS256). */
public final class SignedToken {

    private SignedToken() {}

    /** @param userId 24 hex digits */
    public static String of(String secret, String userId, String name, Instant expiresAt) {
        return of(secret, userId, name, Instant.now(), expiresAt);
    }

    /** One that was issued some time ago. */
    public static String of(String secret, String userId, String name, Instant issuedAt, Instant expiresAt) {
        String claims = Json.createObjectBuilder()
                .add("sub", userId)
                .add("name", name)
                .add("jti", userId + expiresAt)
                .add("iat", issuedAt.getEpochSecond())
                .add("exp", expiresAt.getEpochSecond())
                .build()
                .toString();
        String signed = base64("{\"alg\":\"HS256\"}") + "." + base64(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
