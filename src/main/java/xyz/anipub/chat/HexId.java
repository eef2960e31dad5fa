package xyz.anipub.chat;

import java.util.regex.Pattern;

/** The form all ids share: the 24 lower-case hex digits of an ObjectId. */
final class HexId {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

    private HexId() {}

    static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    static String require(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("an id is 24 lower-case hex digits, not: " + text);
        }
        return text;
    }
}
