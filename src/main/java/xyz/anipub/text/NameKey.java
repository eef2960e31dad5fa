package xyz.anipub.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which names of users and rooms are unique, found and compared: without case, compatibility forms and what
 * nobody sees, with single spaces. Two names with one key are one name.
 */
public final class NameKey {

    private static final Pattern FORMERLY_INVISIBLE = Pattern.compile("[\\p{Cf}\\u034F\\u115F\\u1160\\u3164\\uFFA0]");

    private NameKey() {}

    /** The key of a name as somebody typed it; {@code of(of(name))} is {@code of(name)}. Empty if there is nothing to see. */
    public static String of(String name) {
        return withSingleSpaces(SearchForm.of(withoutUnseen(name)));
    }

    /** The key that the first stores hold. Nobody loses a name to a better rule: who is not found by the one is by the other. */
    public static String former(String name) {
        String lower = Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String visible = FORMERLY_INVISIBLE.matcher(lower).replaceAll("");
        return Normalizer.normalize(visible, Normalizer.Form.NFKC);
    }

    static String withoutUnseen(String text) {
        return text.codePoints()
                .filter(c -> !Characters.isUnseen(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Runs of spaces become one, none is left at the ends. */
    static String withSingleSpaces(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Characters.isBlank(c)) {
                space = true;
            } else {
                if (space && !kept.isEmpty()) {
                    kept.append(' ');
                }
                space = false;
                kept.appendCodePoint(c);
            }
        }
        return kept.toString();
    }
}
