package xyz.anipub.chat.node;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One life of a node: a process that starts anew is another one.
 *
 * @param value 24 lower-case hex digits
 */
public record NodeId(String value) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{24}");

    /** No node: it has ended before it began. */
    public static final NodeId NONE = new NodeId("0".repeat(24));

    private static final SecureRandom RANDOM = new SecureRandom();

    public NodeId {
        if (!HEX.matcher(value).matches()) {
            throw new IllegalArgumentException("a node's id is 24 lower-case hex digits, not: " + value);
        }
    }

    /** One that no other life has. */
    public static NodeId fresh() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return new NodeId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
