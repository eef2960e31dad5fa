package xyz.anipub.auth;

/** Who may register: {@code anipub.auth.registration}. Another site's people come with its tokens, whatever it is. */
public enum Registration {
    /** Everybody. */
    OPEN,
    /** Who has an invitation, to the site or to one of its rooms. */
    INVITATION,
    /** Nobody. */
    CLOSED
}
