package xyz.anipub.auth;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Port to where users are kept. Any thread may call; each call may block for a bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface UserRepository {

    /** What became of a new user. */
    enum Added {
        /** Kept. */
        YES,
        /** Not kept: somebody has this {@link User#nameKey()}. */
        NAME_TAKEN,
        /** Not kept: there is a user with this id. */
        ID_TAKEN
    }

    /** Keeps a new user; of two at once with the same key or id, exactly one is kept. */
    Added add(User user);

    Optional<User> byId(String id);

    Optional<User> byNameKey(String nameKey);

    /** Those of the ids that are users', in no order. */
    List<User> byIds(Collection<String> ids);

    /** Who was taken over from another server with this address. @param emailKey see {@link EmailKey}; nobody has an empty one */
    Optional<User> byEmail(String emailKey);

    /** Replaces a user's password hash, unless it is no longer {@code before}. */
    void replaceHash(String id, String before, String after);

    /**
     * Gives a user another password and ends all sessions, in one write: {@link Standing#generation} grows. Of two at once one is
     * refused.
     *
     * @param before the hash that the user has
     * @param spared the session that goes on, empty for none
     * @return the user as it is now; empty if the hash is no longer {@code before}, and then nothing has changed
     */
    Optional<User> changePassword(String id, String before, String after, String spared);

    /** Suspends a user, or takes it back; the last of several at once holds. False if there is no such user. */
    boolean suspend(String id, Optional<Suspension> suspension);

    /**
     * People in the order of their {@link User#nameKey()}.
     *
     * @param start how their keys begin, empty for all
     * @param after the key behind which the page begins, empty for the first one
     */
    List<User> page(String start, String after, int limit);
}
