package xyz.anipub.auth;

/**
 * What a token says of itself, besides whose it is.
 *
 * @param ours whether this site issued it
 * @param generation {@link Standing#generation} of its user when it was issued; 0 if it is not ours
 * @param admin whether it says that its user is an admin, see {@link AdminSettings}; or whether that is known otherwise
 * @param stay whether it is ours, and its user wanted to stay signed in
 */
public record TokenOrigin(boolean ours, long generation, boolean admin, boolean stay) {

    /** Of a token that says nothing. */
    public static final TokenOrigin UNKNOWN = new TokenOrigin(false, 0, false, false);
}
