package xyz.anipub.chat.mongo;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A text to find to the letter but ignoring case, as a regular expression that MongoDB and the embedded store read alike:
 * the latter ignores case of ASCII letters only, so other letters stand there in both cases.
 */
final class SearchPattern {

    private SearchPattern() {}

    /** Matches fields that contain one of the texts. */
    static String ofAny(Collection<String> texts) {
        return texts.stream().map(SearchPattern::of).collect(Collectors.joining("|"));
    }

    static String of(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints().forEach(c -> append(pattern, c));
        return pattern.toString();
    }

    private static void append(StringBuilder pattern, int c) {
        int lower = Character.toLowerCase(c);
        int upper = Character.toUpperCase(c);
        if (c == 0) {
            // A pattern ends with the first zero on its way to the database.
            pattern.append("\\x00");
        } else if (c < 128) {
            pattern.append(Character.isLetterOrDigit(c) ? "" : "\\").appendCodePoint(c);
        } else if (lower == upper) {
            pattern.appendCodePoint(c);
        } else {
            pattern.append('[').appendCodePoint(lower).appendCodePoint(upper).append(']');
        }
    }
}
