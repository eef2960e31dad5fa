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
}
