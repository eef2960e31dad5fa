package xyz.anipub.auth.session;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import xyz.anipub.auth.LruMap;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.token.TokenUses;
import xyz.anipub.bean.SingletonBean;

/**
 * Notes when a session was used last: on each node once in {@link #NOTED}, however often that happens. A request waits for it, for
 * a bounded time; if the store does not answer, it goes on without. Thread-safe.
 */
@SingletonBean
public class SessionUses implements TokenUses {

    /** By how much the time of the last use may be too old. */
    static final Duration NOTED = Duration.ofMinutes(5);

    private static final System.Logger LOG = System.getLogger(SessionUses.class.getName());

    private final SessionStore store;
    private final Clock clock;
    private final LruMap<String, Instant> noted = new LruMap<>(20_000);

    @Inject
    public SessionUses(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Its beginning is noted with it. */
    void begun(String id) {
        noted.put(id, clock.instant());
    }

    @Override
    public void used(Principal caller) {
        Instant now = clock.instant();
        boolean isNoted = noted.get(caller.tokenId())
                .filter(at -> at.plus(NOTED).isAfter(now))
                .isPresent();
        if (isNoted || !caller.origin().ours()) {
            return;
        }
        // Before the store is asked: of several requests at once one does it.
        noted.put(caller.tokenId(), now);
        try {
            store.used(caller.tokenId(), now);
        } catch (UnavailableException later) {
            LOG.log(System.Logger.Level.DEBUG, "The use of a session is noted the next time", later);
        }
    }
}
