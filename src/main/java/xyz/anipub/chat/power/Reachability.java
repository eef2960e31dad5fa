package xyz.anipub.chat.power;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import xyz.anipub.chat.UserId;

/**
 * Port to whoever knows which people are there at all. What power must know of people and no more, as whoever they are is above it
 * (see {@code chat.people.PeopleDirectory}).
 */
public interface Reachability {

    /**
     * Of some people those whom nobody reaches: until when they are suspended, {@link Instant#MAX} for ever, as of whose account is gone.
     * Waits for the store.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away
     */
    Map<UserId, Instant> awayUntil(Collection<UserId> people);
}
