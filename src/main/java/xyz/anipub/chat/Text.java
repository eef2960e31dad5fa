package xyz.anipub.chat;

/** The rule that texts from users share: trimmed, then within a length counted in Unicode characters. */
public final class Text {

    private Text() {}

    /**
     * Trims and checks a text.
     *
     * @param field the wire name of the field, for the error
     * @param min the least number of characters after trimming
     * @param max the greatest number of characters after trimming
     * @throws InvalidFieldException {@code invalid} if too short or not valid Unicode, {@code too_long} if too long
     */
    public static String within(String field, String text, int min, int max) {
        String trimmed = text.strip();
        if (trimmed.codePointCount(0, trimmed.length()) < min) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID,
                    field,
                    min == 1
                            ? "%s must not be empty.".formatted(field)
                            : "%s must have at least %d characters.".formatted(field, min));
        }
        return verbatimWithin(field, trimmed, max);
    }

    /**
     * Checks a text that is taken as it is.
     *
     * @throws InvalidFieldException {@code invalid} if not valid Unicode, {@code too_long} if too long
     */
    public static String verbatimWithin(String field, String text, int max) {
        if (text.codePointCount(0, text.length()) > max) {
            throw new InvalidFieldException(
                    ErrorCode.TOO_LONG, field, "%s must have at most %d characters.".formatted(field, max));
        }
        // A lone surrogate has no UTF-8 form: the database would store something else than was sent.
        if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw new InvalidFieldException(ErrorCode.INVALID, field, "%s is not valid Unicode.".formatted(field));
        }
        return text;
    }

    /**
     * The same for a name: on one line, without control characters and marks that turn the direction of writing, and
     * with something to see.
     */
    public static String nameWithin(String field, String text, int min, int max) {
        String name = within(field, text, min, max);
        if (name.codePoints().anyMatch(Text::isUnfitForNames)
                || name.codePoints().noneMatch(Text::isVisible)) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID, field, "%s must be one line of visible characters.".formatted(field));
        }
        return name;
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
