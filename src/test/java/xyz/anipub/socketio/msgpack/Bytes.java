package xyz.anipub.socketio.msgpack;

import java.util.HexFormat;

/** Messages as a specification prints them. */
final class Bytes {

    private Bytes() {}

    /** @param hex pairs of digits, with spaces where one likes */
    static byte[] of(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
