package xyz.anipub.socketio.adapter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a session is looked up by: a digest of its secret id, so that how long a look-up takes says nothing of the
 * secret.
 */
public record SessionKey(String digest) {

    public static SessionKey of(String pid) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pid.getBytes(StandardCharsets.UTF_8));
            return new SessionKey(Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
