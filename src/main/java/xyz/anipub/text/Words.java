package xyz.anipub.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.GraphemeClusterBreak;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;

/**
 * Where a name can begin and end inside a text, in scripts with and without spaces between words. Places are offsets in
 * UTF-16 code units, never within a pair of surrogates.
 */
public final class Words {

    /** Letters of scripts without spaces between words, or with endings that follow a name at once. */
    private static final UnicodeSet UNSPACED = new UnicodeSet("[[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}"
                    + "\\p{scx=Bopomofo}\\p{scx=Hangul}\\p{scx=Yi}\\p{Line_Break=Complex_Context}]&[\\p{L}\\p{M}]]")
            .freeze();

    private static final UnicodeSet SPACED =
            new UnicodeSet("[\\p{L}\\p{M}\\p{N}]").removeAll(UNSPACED).freeze();

    private static final UnicodeSet CONNECTORS = new UnicodeSet("\\p{Pc}").freeze();

    private static final UnicodeSet UNSEEN = new UnicodeSet("\\p{Default_Ignorable_Code_Point}").freeze();

    private Words() {}

    /** Whether no word goes on over this place; an underscore goes on with a word, but begins none. */
    public static boolean canBegin(String text, int at) {
        return !SPACED.contains(before(text, at, true));
    }

    /**
     * Whether a name can end at this place: not within a character as people see it, and not within a word of a script
     * with spaces. An underscore goes on with a word if the word goes on behind it.
     */
    public static boolean canEnd(String text, int at) {
        if (at >= text.length()) {
            return true;
        }
        if (splitsCharacter(text.codePointBefore(at), text.codePointAt(at))) {
            return false;
        }
        int before = before(text, at, false);
        return !(SPACED.contains(before) || CONNECTORS.contains(before)) || !goesOn(text, at);
    }

    private static boolean goesOn(String text, int at) {
        int next = at;
        while (next < text.length() && CONNECTORS.contains(text.codePointAt(next))) {
            next += Character.charCount(text.codePointAt(next));
        }
        return next < text.length() && SPACED.contains(text.codePointAt(next));
    }

    /** The character before a place, as a reader sees it; a space at the beginning. */
    private static int before(String text, int at, boolean overConnectors) {
        int from = at;
        while (from > 0) {
            int c = text.codePointBefore(from);
            if (!UNSEEN.contains(c) && !(overConnectors && CONNECTORS.contains(c))) {
                return c;
            }
            from -= Character.charCount(c);
        }
        return ' ';
    }

    private static boolean splitsCharacter(int before, int after) {
        return switch (UCharacter.getIntPropertyValue(after, UProperty.GRAPHEME_CLUSTER_BREAK)) {
            case GraphemeClusterBreak.EXTEND, GraphemeClusterBreak.SPACING_MARK, GraphemeClusterBreak.ZWJ -> true;
            case GraphemeClusterBreak.V, GraphemeClusterBreak.T -> isOfSyllable(before);
            case GraphemeClusterBreak.REGIONAL_INDICATOR ->
                UCharacter.hasBinaryProperty(before, UProperty.REGIONAL_INDICATOR);
            default -> before == '\u200D' && !Characters.isSpace(after);
        };
    }

    /** Of Hangul, typed part by part. */
    private static boolean isOfSyllable(int c) {
        return switch (UCharacter.getIntPropertyValue(c, UProperty.GRAPHEME_CLUSTER_BREAK)) {
            case GraphemeClusterBreak.L,
                    GraphemeClusterBreak.V,
                    GraphemeClusterBreak.T,
                    GraphemeClusterBreak.LV,
                    GraphemeClusterBreak.LVT -> true;
            default -> false;
        };
    }
}
