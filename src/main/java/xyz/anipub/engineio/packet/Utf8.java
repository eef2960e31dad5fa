package xyz.anipub.engineio.packet;

/** Counts bytes of UTF-8 without making them. */
public final class Utf8 {

    private Utf8() {}

    /** The length of a text in UTF-8; a lone surrogate, which has none, counts 2. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                bytes += Character.isHighSurrogate(c) || Character.isLowSurrogate(c) ? 1 : 2;
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }
}
