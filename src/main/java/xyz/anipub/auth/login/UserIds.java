package xyz.anipub.auth.login;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** Makes user ids: 24 hex digits, the seconds since 1970 first, then 8 random bytes. */
final class UserIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private UserIds() {}

    static String next(Instant now) {
        byte[] id = ByteBuffer.allocate(12)
                .putInt((int) now.getEpochSecond())
                .putLong(RANDOM.nextLong())
                .array();
        return HexFormat.of().formatHex(id);
    }
}
