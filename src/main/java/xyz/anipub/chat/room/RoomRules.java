package xyz.anipub.chat.room;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import xyz.anipub.chat.Text;

/**
 * What rooms may be called.
 *
 * @param maxNameLength characters after trimming
 * @param maxDescriptionLength characters after trimming
 */
public record RoomRules(int maxNameLength, int maxDescriptionLength) {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u034F\\u115F\\u1160\\u3164\\uFFA0]");

    public RoomRules {
        if (maxNameLength < 1 || maxDescriptionLength < 0) {
            throw new IllegalArgumentException("a room's name needs at least 1 character");
        }
    }

    /** 50 and 200 characters. */
    public static RoomRules standard() {
        return new RoomRules(50, 200);
    }

    /** @throws xyz.anipub.chat.InvalidFieldException if the trimmed name is empty, too long or not one visible line */
    public String name(String text) {
        return Text.nameWithin("name", text, 1, maxNameLength);
    }

    /** @throws xyz.anipub.chat.InvalidFieldException if the trimmed description is too long */
    public String description(String text) {
        return Text.within("description", text, 0, maxDescriptionLength);
    }

    /** The form in which names are unique and searched: NFKC, lower case, without what is invisible. */
    public static String nameKey(String name) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return INVISIBLE.matcher(lower).replaceAll("");
    }
}
