package xyz.anipub.chat;

/** The chat's error table: the codes that clients branch on, in REST problems and in acks alike. */
public enum ErrorCode {
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_A_MEMBER,
    BANNED,
    KICKED,
    MUTED,
    UNREACHABLE,
    ROOM_NOT_FOUND,
    MESSAGE_NOT_FOUND,
    INVITATION_NOT_FOUND,
    MEMBER_NOT_FOUND,
    REPORT_NOT_FOUND,
    INVALID,
    TOO_LONG,
    CONFLICT,
    LAST_OWNER,
    RATE_LIMITED,
    TOO_FAST,
    UNAVAILABLE,
    INTERNAL;

    /** The code as it stands on the wire, for example {@code not_a_member}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
