package xyz.anipub.engineio.config;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes session ids that cannot be guessed: 20 characters of base64url. Thread-safe. */
public final class SessionIds {

    private static final int BYTES = 15;
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SessionIds() {}

    /** Whether it can stand in JSON, in a URL and in a cookie as it is. */
    public static boolean isUsable(@Nullable String id) {
        return id != null && USABLE.matcher(id).matches();
    }

    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
