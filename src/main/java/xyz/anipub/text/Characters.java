package xyz.anipub.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UCharacterDirection;
import com.ibm.icu.lang.UProperty;

/** The classes of characters that the other rules are made of, by the properties of Unicode. */
final class Characters {

    /** On one letter of a name, as Unicode's security mechanisms advise (UTS 39, 5.4). */
    private static final int MAX_MARKS = 4;

    private Characters() {}

    /** What separates words or ends lines, by Unicode's property or by Java's own opinion; the no-break spaces, too. */
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE);
    }

    /** Characters that have a place and no ink; Unicode has no property for these. */
    static boolean isBlank(int c) {
        return isSpace(c)
                // The pattern of Braille without dots, a note without a head, and where an object once stood.
                || c == 0x2800
                || c == 0x1D159
                || c == 0xFFFC;
    }

    /** Whether a reader can be expected to see this character when it stands alone. */
    static boolean isVisible(int c) {
        if (isBlank(c) || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
            return false;
        }
        return switch (UCharacter.getType(c)) {
            case UCharacterCategory.CONTROL,
                    UCharacterCategory.FORMAT,
                    UCharacterCategory.SURROGATE,
                    UCharacterCategory.PRIVATE_USE,
                    UCharacterCategory.NON_SPACING_MARK,
                    UCharacterCategory.ENCLOSING_MARK -> false;
            case UCharacterCategory.UNASSIGNED -> isReservedForEmoji(c);
            default -> true;
        };
    }

    /** What takes no room of its own and changes no meaning: two names that differ in it alone are one. */
    static boolean isUnseen(int c) {
        return UCharacter.getType(c) == UCharacterCategory.FORMAT
                || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    /** Half a character has no UTF-8 form: the database would store something else than was sent. */
    static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** Breaks the line, turns the direction of writing, or means something to its writer alone. */
    static boolean isUnfitForNames(int c) {
        return switch (UCharacter.getType(c)) {
            case UCharacterCategory.CONTROL,
                    UCharacterCategory.LINE_SEPARATOR,
                    UCharacterCategory.PARAGRAPH_SEPARATOR,
                    UCharacterCategory.SURROGATE,
                    UCharacterCategory.PRIVATE_USE -> true;
            case UCharacterCategory.UNASSIGNED -> !isReservedForEmoji(c);
            case UCharacterCategory.FORMAT -> turnsDirection(c);
            default -> false;
        };
    }

    /** Whether more marks are piled on one letter than any writing needs. */
    static boolean hasFloodOfMarks(String text) {
        int marks = 0;
        for (int c : text.codePoints().toArray()) {
            int type = UCharacter.getType(c);
            boolean mark = type == UCharacterCategory.NON_SPACING_MARK || type == UCharacterCategory.ENCLOSING_MARK;
            // Selectors and the like are marks by their class, but take no room.
            marks = !mark
                    ? 0
                    : UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT) ? marks : marks + 1;
            if (marks > MAX_MARKS) {
                return true;
            }
        }
        return false;
    }

    static boolean isReservedForEmoji(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC);
    }

    /** Embeddings, overrides and isolates, which reach beyond the name; not the marks that stand for themselves. */
    private static boolean turnsDirection(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.BIDI_CONTROL)
                && switch (UCharacter.getDirection(c)) {
                    case UCharacterDirection.LEFT_TO_RIGHT,
                            UCharacterDirection.RIGHT_TO_LEFT,
                            UCharacterDirection.RIGHT_TO_LEFT_ARABIC -> false;
                    default -> true;
                };
    }
}
