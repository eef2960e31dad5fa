package xyz.anipub.chat;

/** The chat's error table: the codes that clients branch on, in REST problems and in acks alike. */
public enum ErrorCode {
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_A_MEMBER,
    BANNED,
    MUTED,
    ROOM_NOT_FOUND,
    MESSAGE_NOT_FOUND,
    INVALID,
    TOO_LONG,
    CONFLICT,
    RATE_LIMITED,
    UNAVAILABLE,
    INTERNAL;

    /** The code as it stands on the wire, for example {@code not_a_member}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
