package xyz.anipub.chat.message;

import java.util.regex.Pattern;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;

/**
 * What may be a reaction: one emoji as people see it, never a text.
 *
 * <p>Java 17 does not know which characters are emojis, and new ones come every year. So it is a symbol of the blocks
 * where they live, alone or joined to others as Unicode joins them, a flag, or a keycap.
 */
final class Emoji {

    private static final int MAX_CODE_POINTS = 16;

    /** Selectors of the form, joiner, skin tones, tags (for flags of regions), the frame of a keycap. */
    private static final String JOINING = "\\uFE0E\\uFE0F\\u200D\\x{1F3FB}-\\x{1F3FF}\\x{E0020}-\\x{E007F}\\u20E3";

    /** {@code So} are symbols of every kind; the others are emojis that count as letters, marks or arrows. */
    private static final String SYMBOL =
            "[\\p{So}\\x{1F000}-\\x{1FAFF}\\u203C\\u2049\\u2139\\u2190-\\u21FF\\u25FD\\u25FE\\u2795-\\u2797\\u2934\\u2935\\u3030\\u303D&&[^\\x{1F1E6}-\\x{1F1FF}]]";

    private static final Pattern FORM =
            Pattern.compile("[0-9#*]\\uFE0F?\\u20E3|[\\x{1F1E6}-\\x{1F1FF}]{2}|%s(?:[%s]|(?<=\\u200D)%s)*"
                    .formatted(SYMBOL, JOINING, SYMBOL));

    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private Emoji() {}

    /** @throws InvalidFieldException if the text is anything but one emoji */
    static String require(String text) {
        boolean isOne = text.codePointCount(0, text.length()) <= MAX_CODE_POINTS
                && FORM.matcher(text).matches()
                && CLUSTER.matcher(text).matches();
        if (!isOne) {
            throw new InvalidFieldException(ErrorCode.INVALID, "emoji", "emoji must be one emoji.");
        }
        return text;
    }
}
