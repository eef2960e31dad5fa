package xyz.anipub.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.Optional;

/**
 * What people may write of themselves: in Unicode's normal form C, without what nobody sees or what turns the direction of
 * writing. Joiners stay where writing needs them: between letters that join, and between the parts of an emoji. Texts that look
 * like others' are allowed.
 */
public final class ProfileText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;
    private static final int FLAG = 0x1F3F4;
    private static final int VIRAMA = 9;

    private final TextRule rule;
    private final boolean lines;

    private ProfileText(TextRule rule, boolean lines) {
        this.rule = rule;
        this.lines = lines;
    }

    /** One line. */
    public static ProfileText line(int min, int max) {
        return new ProfileText(TextRule.name(min, max), false);
    }

    /** Any number of lines. */
    public static ProfileText lines(int max) {
        return new ProfileText(TextRule.text(0, max), true);
    }

    /** The length and the characters that are allowed before anything else. */
    public TextRule rule() {
        return rule;
    }

    /** The text as it is kept. */
    public String apply(String text) {
        return rule.apply(Normalizer.normalize(text.replace("\r\n", "\n"), Normalizer.Form.NFC));
    }

    /** What is wrong with the text, if anything. */
    public Optional<String> violation(String text) {
        String kept = apply(text);
        Optional<String> general = rule.violation(kept);
        if (general.isPresent()) {
            return general;
        }
        int[] characters = kept.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            boolean isLineEnd = lines && characters[i] == '\n';
            if (!isLineEnd && isUnfit(characters, i)) {
                return Optional.of("must not have characters that nobody sees or that turn the direction of writing");
            }
        }
        return Optional.empty();
    }

    private static boolean isUnfit(int[] characters, int at) {
        int c = characters[at];
        if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
            return !isNeeded(characters, at);
        }
        if (c >= FIRST_TAG && c <= LAST_TAG) {
            int previous = at == 0 ? 0 : characters[at - 1];
            return previous != FLAG && (previous < FIRST_TAG || previous > LAST_TAG);
        }
        boolean isSelector = UCharacter.hasBinaryProperty(c, UProperty.VARIATION_SELECTOR);
        return Characters.isUnfitForNames(c) || Characters.isUnseen(c) && !(isSelector && at > 0);
    }

    /** As domain names have it (RFC 5892, A.1 and A.2), and in emoji. */
    private static boolean isNeeded(int[] characters, int at) {
        if (at == 0 || at == characters.length - 1) {
            return false;
        }
        int previous = characters[at - 1];
        int next = characters[at + 1];
        if (UCharacter.getCombiningClass(previous) == VIRAMA) {
            return true;
        }
        boolean isBetweenEmoji = isEmojiPart(previous) && Characters.isReservedForEmoji(next);
        boolean isBetweenJoining = isJoining(previous) && isJoining(next);
        return characters[at] == ZERO_WIDTH_JOINER ? isBetweenEmoji || isBetweenJoining : isBetweenJoining;
    }

    private static boolean isEmojiPart(int c) {
        return Characters.isReservedForEmoji(c)
                || UCharacter.hasBinaryProperty(c, UProperty.EMOJI_MODIFIER)
                || UCharacter.hasBinaryProperty(c, UProperty.VARIATION_SELECTOR);
    }

    private static boolean isJoining(int c) {
        int type = UCharacter.getIntPropertyValue(c, UProperty.JOINING_TYPE);
        return type == UCharacter.JoiningType.DUAL_JOINING
                || type == UCharacter.JoiningType.RIGHT_JOINING
                || type == UCharacter.JoiningType.LEFT_JOINING
                || UCharacter.getType(c) == UCharacterCategory.NON_SPACING_MARK
                        && type == UCharacter.JoiningType.TRANSPARENT;
    }
}
