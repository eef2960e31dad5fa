package xyz.anipub.auth;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Somebody who may chat.
 *
 * @param id 24 lower-case hex digits
 * @param name as it is shown, trimmed; unique by its {@link #nameKey()}
 * @param image http(s) or relative URL, empty if there is none
 * @param passwordHash a PHC string, empty for users of another site's tokens, who cannot log in here
 */
public record User(String id, String name, String image, String passwordHash) {

    /** What nobody sees in a name, so that it cannot make one that looks like another. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u034F\\u115F\\u1160\\u3164\\uFFA0]");

    /** What makes a name unique: NFKC, lower case, without what is invisible. */
    public String nameKey() {
        return nameKey(name);
    }

    /** The key of a name that somebody typed. */
    public static String nameKey(String name) {
        String lower = Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String visible = INVISIBLE.matcher(lower).replaceAll("");
        return Normalizer.normalize(visible, Normalizer.Form.NFKC);
    }

    @Override
    public String toString() {
        return "User[" + id + ", " + name + "]";
    }
}
