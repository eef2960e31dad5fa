package xyz.anipub.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.auth.UnavailableException;

/**
 * Port to where the sessions of all nodes are kept. Any thread may call; each call may block for a bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface SessionStore {

    /** Keeps a session, or moves {@code usedAt} and {@code until} of the one with its id on; they never go back. */
    void put(Session session);

    Optional<Session> find(String id);

    /** A user's, used last first. */
    List<Session> of(String userId, int limit);

    /** Moves the time of the last use on, if there is such a session. */
    void used(String id, Instant at);

    void remove(String id);

    /** All of a user but one, which need not be there. */
    void removeOthers(String userId, String id);

    /** Forgets those whose newest token has ended before; returns how many. */
    long sweep(Instant ended);
}
