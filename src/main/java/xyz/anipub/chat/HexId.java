package xyz.anipub.chat;

/** The form all ids share: the 24 lower-case hex digits of an ObjectId. */
final class HexId {

    private static final int LENGTH = 24;

    private HexId() {}

    static boolean isValid(String text) {
        boolean valid = text.length() == LENGTH;
        for (int i = 0; valid && i < LENGTH; i++) {
            char c = text.charAt(i);
            valid = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
        }
        return valid;
    }

    static String require(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("an id is 24 lower-case hex digits, not: " + text);
        }
        return text;
    }
}
