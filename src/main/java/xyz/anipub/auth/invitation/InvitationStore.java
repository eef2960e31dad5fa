package xyz.anipub.auth.invitation;

import java.time.Instant;
import java.util.List;
import xyz.anipub.auth.UnavailableException;

/**
 * Port to where the site's invitations are kept. Any thread may call; each call may block for a bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface InvitationStore {

    void add(Invitation invitation);

    /** Those that have uses left, the last made first. */
    List<Invitation> list(int limit);

    /** Whether it was there. */
    boolean remove(String id);

    /** Those that somebody has made are not there any more. */
    void removeOf(String by);

    /** Takes one use of the one with this digest, if there is one left and it has not expired; of two at once one gets the last. */
    boolean takeUse(String digest, Instant now);

    /** Gives one use back, if the invitation is still there. */
    void giveBack(String digest);

    /** Forgets those that have expired; returns how many. */
    long sweep(Instant now);
}
