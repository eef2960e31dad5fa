package xyz.anipub.auth;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which tokens count no more. The store decides; memory answers for a moment.
 *
 * <p>Right across nodes within seconds in two ways: a token found unrevoked is asked about again after {@code recheck},
 * and {@link #follow()} reads what other nodes revoked, so that sockets which never verify again are closed too.
 */
final class Revocations {

    private static final System.Logger LOG = System.getLogger(Revocations.class.getName());
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final int PAGE = 500;

    private final RevokedTokens store;
    private final Iterable<TokenRevocationListener> listeners;
    private final Duration recheck;
    private final Clock clock;
    private final LruMap<String, Boolean> revoked = new LruMap<>(50_000);
    private final LruMap<String, Boolean> told = new LruMap<>(50_000);
    private final LruMap<String, Instant> unrevokedAt = new LruMap<>(20_000);

    /** Written and read by whoever follows. */
    private volatile Instant followedAt;

    Revocations(RevokedTokens store, Iterable<TokenRevocationListener> listeners, Duration recheck, Clock clock) {
        this.store = store;
        this.listeners = listeners;
        this.recheck = recheck;
        this.clock = clock;
        this.followedAt = clock.instant();
    }

    boolean isKnown(String tokenId) {
        return revoked.get(tokenId).isPresent();
    }

    boolean contains(String tokenId) {
        if (isKnown(tokenId)) {
            return true;
        }
        Instant asked = clock.instant();
        if (unrevokedAt
                .get(tokenId)
                .filter(at -> at.plus(recheck).isAfter(asked))
                .isPresent()) {
            return false;
        }
        if (store.contains(tokenId)) {
            revoked.put(tokenId, true);
            return true;
        }
        unrevokedAt.put(tokenId, asked);
        // Somebody may have revoked it here while the store was asked.
        return isKnown(tokenId);
    }

    void revoke(String tokenId, Instant until) {
        store.add(new RevokedToken(tokenId, until, clock.instant()));
        told.put(tokenId, true);
        tell(tokenId);
    }

    void follow() {
        Instant start = clock.instant();
        Instant from = followedAt.minus(CLOCKS_DIFFER);
        List<RevokedToken> page = store.since(from, PAGE);
        page.forEach(this::tellOnce);
        while (page.size() == PAGE && page.get(PAGE - 1).revokedAt().isAfter(from)) {
            from = page.get(PAGE - 1).revokedAt();
            page = store.since(from, PAGE);
            page.forEach(this::tellOnce);
        }
        followedAt = start;
    }

    void sweep() {
        long swept = store.sweep(clock.instant());
        LOG.log(Level.DEBUG, () -> "Forgot " + swept + " revocations of expired tokens");
    }

    private void tellOnce(RevokedToken token) {
        if (told.putIfAbsent(token.tokenId(), true)) {
            tell(token.tokenId());
        }
    }

    private void tell(String tokenId) {
        revoked.put(tokenId, true);
        for (TokenRevocationListener listener : listeners) {
            try {
                listener.revoked(tokenId);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A listener failed at the revocation of a token", e);
            }
        }
    }
}
