package xyz.anipub.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may register: {@code anipub.auth.registration}, or what an admin has chosen. Another site's people come with its tokens, whatever it is. */
public enum Registration {
    /** Everybody. */
    OPEN,
    /** Who has an invitation, to the site or to one of its rooms. */
    INVITATION,
    /** Nobody. */
    CLOSED;

    /** As the API says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this word. */
    public static Optional<Registration> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
