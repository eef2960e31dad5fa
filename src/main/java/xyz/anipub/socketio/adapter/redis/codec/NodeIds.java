package xyz.anipub.socketio.adapter.redis.codec;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Names of nodes and requests as Node makes them up. A node has one for each namespace. Thread-safe. */
public final class NodeIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private NodeIds() {}

    /** 6 characters of {@code A-Za-z0-9_-}: the classic family's. */
    public static String classic() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(6)).substring(0, 6);
    }

    /** 16 digits of lower-case hex: that of the other families. */
    public static String cluster() {
        return HexFormat.of().formatHex(random(8));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
