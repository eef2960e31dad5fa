package xyz.anipub.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One emoji as people see it, never a text.
 *
 * <p>One picture has several spellings, with and without selectors of its form. {@link #canonical} writes each in the one
 * that Unicode calls fully qualified: {@code U+FE0F} behind every character that would else be text, and nowhere else. By
 * the properties of Unicode, so that emojis of the next years, whose places are reserved, are known as well.
 */
public final class Emoji {

    private static final int MAX_CODE_POINTS = 16;
    private static final int JOINER = 0x200D;
    private static final int TEXT_FORM = 0xFE0E;
    private static final int EMOJI_FORM = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final Pattern FLAG = Pattern.compile("[\\x{1F1E6}-\\x{1F1FF}]{2}");
    private static final Pattern KEY = Pattern.compile("[0-9#*]\\u20E3");

    /** For flags of regions. */
    private static final Pattern TAGS = Pattern.compile("[\\x{E0020}-\\x{E007E}]+\\x{E007F}");

    private Emoji() {}

    /** The one spelling of an emoji; empty if the text is anything but one emoji. */
    public static Optional<String> canonical(String text) {
        if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS
                || !CLUSTER.matcher(text).matches()) {
            return Optional.empty();
        }
        String bare = withoutSelectors(text);
        if (bare.isEmpty() || isSelector(text.codePointAt(0)) || !isOne(bare)) {
            return Optional.empty();
        }
        return Optional.of(qualified(bare));
    }

    private static boolean isOne(String bare) {
        if (FLAG.matcher(bare).matches() || KEY.matcher(bare).matches()) {
            return true;
        }
        for (String part : bare.split(Character.toString(JOINER), -1)) {
            if (!isElement(part)) {
                return false;
            }
        }
        return true;
    }

    /** A picture, perhaps with a skin tone, a frame or tags. */
    private static boolean isElement(String part) {
        if (part.isEmpty() || !isPicture(part.codePointAt(0))) {
            return false;
        }
        String rest = part.substring(Character.charCount(part.codePointAt(0)));
        return rest.isEmpty()
                || rest.codePointCount(0, rest.length()) == 1
                        && (isSkinTone(rest.codePointAt(0)) || rest.codePointAt(0) == KEYCAP)
                || TAGS.matcher(rest).matches();
    }

    private static boolean isPicture(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC)
                || isSkinTone(c)
                || UCharacter.getType(c) == UCharacterCategory.OTHER_SYMBOL
                        && !UCharacter.hasBinaryProperty(c, UProperty.REGIONAL_INDICATOR)
                        && Characters.isVisible(c);
    }

    private static String qualified(String bare) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bare.length(); ) {
            int c = bare.codePointAt(i);
            i += Character.charCount(c);
            text.appendCodePoint(c);
            boolean toned = i < bare.length() && isSkinTone(bare.codePointAt(i));
            if (UCharacter.hasBinaryProperty(c, UProperty.EMOJI)
                    && !UCharacter.hasBinaryProperty(c, UProperty.EMOJI_PRESENTATION)
                    && !toned) {
                text.appendCodePoint(EMOJI_FORM);
            }
        }
        return text.toString();
    }

    private static String withoutSelectors(String text) {
        return text.codePoints()
                .filter(c -> !isSelector(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSelector(int c) {
        return c == EMOJI_FORM || c == TEXT_FORM;
    }

    private static boolean isSkinTone(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.EMOJI_MODIFIER);
    }
}
