package xyz.anipub.auth.deletion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;

/**
 * Port to where accounts end. What is left of a user is a tombstone under the id, for ever: it has neither name nor password, its {@link
 * xyz.anipub.auth.Standing} accepts no token, and nobody is added with its id. Any thread may call; each call may block for a bounded
 * time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface DeletedUsers {

    /**
     * Makes a user a tombstone, in one write, which also says what is due then. The name is kept from others until it is free.
     *
     * @param before the user as read: if the password is another by now, a suspension has come, or the account has ended, nothing
     *     happens
     * @return whether this call has done it
     */
    boolean delete(User before, boolean withMessages, Instant now, Instant nameFree);

    /** Those of which something is due, longest due first. */
    List<Deletion> due(Instant now, int limit);

    /**
     * A round is done. Repeating it is no error.
     *
     * @param next when the next one is due; empty if that was the last, with which the name is free
     */
    void done(Deletion deletion, Optional<Instant> next);
}
