package xyz.anipub.auth.login;

import xyz.anipub.auth.UnavailableException;

/**
 * Port to one kind of invitations by which somebody may register: every CDI bean of this type is asked, one after the other, until one knows
 * the code. Any thread may call; each call may block for a bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface RegistrationCodes {

    /**
     * Takes one use of a code, by one conditional write: of two at once one gets the last.
     *
     * @param userId the id that whoever registers will have
     * @return false if it is none of these, has expired, or has no use left
     */
    boolean take(String code, String userId);

    /** Gives the use back that was just taken, as nobody was registered. */
    void giveBack(String code, String userId);
}
