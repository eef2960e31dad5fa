package xyz.anipub.chat.power;

/** What somebody is in a room, the most powerful first. */
public enum Role {
    OWNER,
    MODERATOR,
    MEMBER;

    /** As it stands on the wire and in the store. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether it may do all that the other role may. */
    public boolean covers(Role other) {
        return compareTo(other) <= 0;
    }
}
