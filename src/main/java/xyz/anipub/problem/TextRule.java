package xyz.anipub.problem;

import java.util.Optional;

/**
 * What a text in a request may look like. Lengths are in characters as people count them, which is code points.
 *
 * @param min the shortest, after trimming
 * @param max the longest, after trimming
 * @param trimmed whether white space at both ends is dropped before anything else
 * @param oneLine whether control characters, line breaks and marks that turn the direction of writing are refused, and
 *     at least one visible character is asked for: for names
 */
public record TextRule(int min, int max, boolean trimmed, boolean oneLine) {

    /** Any text: for values whose rules are somebody else's. */
    public static final TextRule ANY = verbatim(0, Integer.MAX_VALUE);

    /** A name: trimmed, one line. */
    public static TextRule name(int min, int max) {
        return new TextRule(min, max, true, true);
    }

    /** A text of any lines, trimmed. */
    public static TextRule text(int min, int max) {
        return new TextRule(min, max, true, false);
    }

    /** Taken to the letter: passwords. */
    public static TextRule verbatim(int min, int max) {
        return new TextRule(min, max, false, false);
    }

    /** The text as it is kept. */
    public String apply(String text) {
        return trimmed ? text.strip() : text;
    }

    /** Whether the text, once applied, is longer than {@link #max}. */
    public boolean isTooLong(String text) {
        String kept = apply(text);
        return kept.codePointCount(0, kept.length()) > max;
    }

    /** What is wrong with the text, if anything. */
    public Optional<String> violation(String text) {
        String kept = apply(text);
        int length = kept.codePointCount(0, kept.length());
        if (length < min) {
            return Optional.of(length == 0 ? "must not be empty" : "must have at least " + min + " characters");
        }
        if (length > max) {
            return Optional.of("must have at most " + max + " characters");
        }
        if (kept.codePoints().anyMatch(TextRule::isHalfACharacter)) {
            return Optional.of("must be valid Unicode");
        }
        if (oneLine && kept.codePoints().anyMatch(TextRule::isUnfitForNames)) {
            return Optional.of("must not contain control characters");
        }
        if (oneLine && length > 0 && kept.codePoints().noneMatch(TextRule::isVisible)) {
            return Optional.of("must contain a visible character");
        }
        return Optional.empty();
    }

    private static boolean isHalfACharacter(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    private static boolean isUnfitForNames(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
        };
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.SPACE_SEPARATOR, Character.NON_SPACING_MARK, Character.UNASSIGNED -> false;
            // Letters without a shape: the fillers of Hangul.
            default -> codePoint != 0x115F && codePoint != 0x1160 && codePoint != 0x3164 && codePoint != 0xFFA0;
        };
    }
}
