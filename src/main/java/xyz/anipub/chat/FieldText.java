package xyz.anipub.chat;

import xyz.anipub.text.TextRule;

/** Checks the text of a field against its rule. */
public final class FieldText {

    private FieldText() {}

    /**
     * Checks a text.
     *
     * @param field the wire name of the field, for the error
     * @return the text as its rule keeps it
     * @throws InvalidFieldException {@code too_long} if it is too long, {@code invalid} if anything else is wrong
     */
    public static String checked(String field, String text, TextRule rule) {
        rule.violation(text).ifPresent(violation -> {
            throw new InvalidFieldException(
                    rule.isTooLong(text) ? ErrorCode.TOO_LONG : ErrorCode.INVALID,
                    field,
                    "%s %s.".formatted(field, violation));
        });
        return rule.apply(text);
    }
}
