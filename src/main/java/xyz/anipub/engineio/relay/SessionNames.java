package xyz.anipub.engineio.relay;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids of sessions that say who has them: 20 characters of base64url, of which the first 5 are the node's name, made anew with each
 * start, and 15, that is 90 bits, are the secret. Thread-safe.
 */
final class SessionNames {

    static final int NODE_LENGTH = 5;

    private static final int LENGTH = 20;
    private static final int BYTES = 15;
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_-]{" + NODE_LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SessionNames() {}

    static String node() {
        return random().substring(0, NODE_LENGTH);
    }

    static boolean isNode(String name) {
        return NODE.matcher(name).matches();
    }

    static String session(String node) {
        return node + random().substring(NODE_LENGTH);
    }

    /** The node of a session; empty if it is no such id. */
    static Optional<String> nodeOf(String sid) {
        return sid.length() == LENGTH ? Optional.of(sid.substring(0, NODE_LENGTH)) : Optional.empty();
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
