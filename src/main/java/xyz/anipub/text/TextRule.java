package xyz.anipub.text;

import java.util.Optional;

/**
 * What a text from somebody may look like. Lengths are in code points, which is how people count characters.
 *
 * @param min the shortest, after trimming
 * @param max the longest, after trimming
 * @param trimmed whether white space at both ends, also the no-break kinds, is dropped before anything else
 * @param visible whether a text that is not empty needs something to see
 * @param name whether characters are refused that break the line, turn the direction of writing, are piled up, or have
 *     no meaning that all readers share
 */
public record TextRule(int min, int max, boolean trimmed, boolean visible, boolean name) {

    /** Any text: for values whose rules are somebody else's. */
    public static final TextRule ANY = verbatim(0, Integer.MAX_VALUE);

    /** A name: trimmed, one line, visible. */
    public static TextRule name(int min, int max) {
        return new TextRule(min, max, true, true, true);
    }

    /** A text of any lines, trimmed, visible. */
    public static TextRule text(int min, int max) {
        return new TextRule(min, max, true, true, false);
    }

    /** Trimmed, and nothing more: for what an older rule may have allowed. */
    public static TextRule trimmed(int min, int max) {
        return new TextRule(min, max, true, false, false);
    }

    /** Taken to the letter: passwords. */
    public static TextRule verbatim(int min, int max) {
        return new TextRule(min, max, false, false, false);
    }

    /** The text as it is kept. */
    public String apply(String text) {
        return trimmed ? trim(text) : text;
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
        if (kept.codePoints().anyMatch(Characters::isHalf)) {
            return Optional.of("must be valid Unicode");
        }
        if (name && kept.codePoints().anyMatch(Characters::isUnfitForNames)) {
            return Optional.of("must be one line of characters that everybody can read");
        }
        if (name && Characters.hasFloodOfMarks(kept)) {
            return Optional.of("must not pile marks on a character");
        }
        if (visible && length > 0 && kept.codePoints().noneMatch(Characters::isVisible)) {
            return Optional.of("must contain a visible character");
        }
        return Optional.empty();
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        // No space is a pair of surrogates.
        while (start < end && Characters.isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
