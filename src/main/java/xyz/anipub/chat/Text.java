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
        if (trimmed.length() < min) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID,
                    field,
                    min == 1
                            ? "%s must not be empty.".formatted(field)
                            : "%s must have at least %d characters.".formatted(field, min));
        }
        if (trimmed.codePointCount(0, trimmed.length()) > max) {
            throw new InvalidFieldException(
                    ErrorCode.TOO_LONG, field, "%s must have at most %d characters.".formatted(field, max));
        }
        // A lone surrogate has no UTF-8 form: the database would store something else than was sent.
        if (trimmed.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw new InvalidFieldException(ErrorCode.INVALID, field, "%s is not valid Unicode.".formatted(field));
        }
        return trimmed;
    }
}
