package xyz.anipub.auth.adopt;

import java.util.Collection;
import java.util.List;
import xyz.anipub.auth.EmailKey;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository.Added;

/**
 * Port to our users, for those who are taken over.
 *
 * <p>Each method waits for the store and throws {@link xyz.anipub.auth.UnavailableException} if it gives no answer in time.
 */
public interface AdoptedUsers {

    /** Those of the ids that are users of ours. */
    List<User> byIds(Collection<String> ids);

    /** Whether a name is somebody's, or looks like somebody's. */
    boolean isTaken(String name);

    /** Whether an e-mail address is somebody's. @param emailKey see {@link EmailKey} */
    boolean isEmailTaken(String emailKey);

    /** As {@link xyz.anipub.auth.UserRepository#add}. @param emailKey empty if there is none to log in by */
    Added add(User user, String emailKey);

    /** Gives a user a hash and an address to log in by, unless there is a hash. */
    void complete(String id, String passwordHash, String emailKey);
}
