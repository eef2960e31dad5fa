package xyz.anipub.auth.reset;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.auth.UnavailableException;

/**
 * Port to where codes for new passwords are kept, one of each user at most, by their digests. Any thread may call; each call may block for a
 * bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface ResetCodes {

    /** Keeps a user's code instead of the one before, if any. */
    void put(ResetCode code);

    /** Keeps again what was taken, unless there is another of the user by now. */
    void putBack(ResetCode code);

    /** Takes the code of this digest away, unless it has expired; of several at once one gets it. */
    Optional<ResetCode> take(String digest, Instant now);

    /** Takes away the code of a user, if there is one. */
    void forget(String userId);

    /** Forgets those that have expired; returns how many. */
    long sweep(Instant now);
}
