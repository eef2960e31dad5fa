package xyz.anipub.auth;

import xyz.anipub.text.Lookalike;
import xyz.anipub.text.NameKey;

/**
 * Somebody who may chat.
 *
 * @param id 24 lower-case hex digits
 * @param name as it is shown, trimmed; unique by its {@link #nameKey()}
 * @param image http(s) or relative URL, empty if there is none
 * @param displayName what the user wants to be called beside the name; not unique; empty if that is the name
 * @param passwordHash a PHC string, empty for users of another site's tokens, who cannot log in here
 * @param standing which of the user's tokens count
 */
public record User(String id, String name, String image, String displayName, String passwordHash, Standing standing) {

    /** What whoever has deleted the account is called. */
    public static final String DELETED = "Deleted user";

    /** Whether a name is, or looks like, the one of those who are gone. */
    public static boolean isNobodys(String name) {
        return Lookalike.of(name).stream().anyMatch(Lookalike.of(DELETED)::contains);
    }

    /** Somebody who is called by the name. */
    public User(String id, String name, String image, String passwordHash, Standing standing) {
        this(id, name, image, "", passwordHash, standing);
    }

    /** Somebody new. */
    public User(String id, String name, String image, String passwordHash) {
        this(id, name, image, passwordHash, Standing.USUAL);
    }

    /** What makes a name unique. */
    public String nameKey() {
        return NameKey.of(name);
    }

    @Override
    public String toString() {
        return "User[" + id + ", " + name + "]";
    }
}
