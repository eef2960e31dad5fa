package xyz.anipub.auth.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import xyz.anipub.text.Sha256;

/** Codes that one hands on: 128 random bits, which nobody guesses, so that a plain digest of one may be kept. */
public final class Secret {

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** 22 characters that need no escaping in an address. */
    public static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of it: SHA-256, 64 hex digits. */
    public static String digest(String code) {
        return Sha256.hex(code);
    }

    /** Compares in constant time. */
    static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(
                digest(one).getBytes(StandardCharsets.US_ASCII), digest(other).getBytes(StandardCharsets.US_ASCII));
    }
}
