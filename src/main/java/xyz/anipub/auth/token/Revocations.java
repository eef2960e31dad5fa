package xyz.anipub.auth.token;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import xyz.anipub.auth.LruMap;

/**
 * Revoked tokens. The store decides; answers are cached for a moment.
 *
 * <p>Right across nodes within seconds: {@link #follow()} reads what other nodes revoked, so that sockets which never verify
 * again are closed, too. While it has done so within {@code recheck}, a token that it has not read of is unrevoked; each is
 * asked about once a minute all the same, should the store's clock have gone back when its primary changed. Else a token found
 * unrevoked is asked about again after {@code recheck}. When something was revoked is the store's time; the nodes' own clocks may
 * be wrong.
 */
final class Revocations {

    private static final System.Logger LOG = System.getLogger(Revocations.class.getName());

    /** By how much a revocation may be seen after a later one; on the store's clock, and in passing time. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /** By how much this node's clock may be before those that decide when a token has expired. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(30);

    /** How long a token is taken for unrevoked because nothing was read of it. */
    private static final Duration UNHEARD = Duration.ofMinutes(1);

    private static final int PAGE = 500;

    private static final int MAX_REVOKED = 50_000;

    private static final int MAX_UNREVOKED = 20_000;

    private final RevokedTokens store;
    private final Consumer<String> forgetUser;
    private final Iterable<TokenRevocationListener> listeners;
    private final Duration recheck;
    private final Clock clock;
    /** With the time when they expire. */
    private final LruMap<String, Instant> revoked = new LruMap<>(MAX_REVOKED);

    private final LruMap<String, Boolean> told = new LruMap<>(MAX_REVOKED);
    private final LruMap<String, Instant> unrevokedAt = new LruMap<>(MAX_UNREVOKED);

    /** The store's times from which on is asked, and of the newest that was read; guarded by {@code this}. */
    private Instant from = Instant.EPOCH;

    private Instant newest = Instant.EPOCH;

    /** When the newest was read, on this node's clock; guarded by {@code this}. */
    private Instant readAt;

    /** When all that there was has been read, on this node's clock. */
    private volatile Instant followedAt = Instant.EPOCH;

    /** @param forgetUser called with the id of each user whose standing has changed, before the listeners are */
    Revocations(
            RevokedTokens store,
            Consumer<String> forgetUser,
            Iterable<TokenRevocationListener> listeners,
            Duration recheck,
            Clock clock) {
        this.store = store;
        this.forgetUser = forgetUser;
        this.listeners = listeners;
        this.recheck = recheck;
        this.clock = clock;
        this.readAt = clock.instant();
    }

    boolean isKnown(String tokenId) {
        return revoked.get(tokenId).isPresent();
    }

    boolean contains(String tokenId) {
        if (isKnown(tokenId)) {
            return true;
        }
        Instant asked = clock.instant();
        Instant heardAt = followedAt;
        boolean hears = hearsOfAll(heardAt, asked);
        Optional<Instant> since = unrevokedAt.get(tokenId);
        // One that was forgotten may have been heard of for longer than that.
        if (since.isEmpty() && hears && unrevokedAt.size() < MAX_UNREVOKED) {
            unrevokedAt.put(tokenId, heardAt);
            return isKnown(tokenId);
        }
        if (since.filter(at -> at.plus(hears ? UNHEARD : recheck).isAfter(asked))
                .isPresent()) {
            return false;
        }
        if (store.contains(tokenId)) {
            revoked.put(tokenId, Instant.MAX);
            return true;
        }
        unrevokedAt.put(tokenId, asked);
        // Somebody may have revoked it here while the store was asked.
        return isKnown(tokenId);
    }

    /** Whether whatever was revoked up to a moment ago has been read, and is remembered. */
    private boolean hearsOfAll(Instant heardAt, Instant now) {
        return !heardAt.isAfter(now) && heardAt.plus(recheck).isAfter(now) && revoked.size() < MAX_REVOKED;
    }

    void revoke(String tokenId, Instant until) {
        store.add(tokenId, until);
        told.put(tokenId, true);
        tell(tokenId, until);
    }

    /** Calls do not overlap in practice; if they do, each tells what it reads first. */
    void follow() {
        Instant asked = clock.instant();
        Instant start = from();
        List<RevokedToken> page = store.since(start, PAGE);
        follow(page);
        while (page.size() == PAGE && page.get(PAGE - 1).revokedAt().isAfter(start)) {
            start = page.get(PAGE - 1).revokedAt();
            page = store.since(start, PAGE);
            follow(page);
        }
        followedAt = asked;
    }

    /** What was revoked before is known for certain: it is too old to turn up now. */
    private synchronized Instant from() {
        boolean quiet = Duration.between(readAt, clock.instant()).compareTo(LATE) > 0;
        Instant known = quiet ? newest : newest.minus(LATE);
        from = known.isAfter(from) ? known : from;
        return from;
    }

    private void follow(List<RevokedToken> page) {
        page.forEach(token -> heard(token.tokenId(), token.until()));
        synchronized (this) {
            if (!page.isEmpty() && page.get(page.size() - 1).revokedAt().isAfter(newest)) {
                newest = page.get(page.size() - 1).revokedAt();
                readAt = clock.instant();
            }
        }
    }

    void sweep() {
        forgetExpired();
        long swept = store.sweep(expired());
        LOG.log(Level.DEBUG, () -> "Forgot " + swept + " revocations of expired tokens");
    }

    void forgetExpired() {
        Instant expired = expired();
        revoked.removeIf(until -> until.isBefore(expired));
    }

    private Instant expired() {
        return clock.instant().minus(CLOCKS_DIFFER);
    }

    /** Tells of a revocation by another node, once but for calls at the same time: when this returns, it has been told. */
    void heard(String tokenId, Instant until) {
        if (told.get(tokenId).isEmpty()) {
            tell(tokenId, until);
            told.put(tokenId, true);
        }
    }

    private void tell(String tokenId, Instant until) {
        revoked.put(tokenId, until);
        Optional<EndedUser> user = EndedUser.of(tokenId);
        user.ifPresent(one -> forgetUser.accept(one.userId()));
        for (TokenRevocationListener listener : listeners) {
            try {
                user.ifPresentOrElse(
                        one -> listener.ended(one.userId(), one.spared()), () -> listener.revoked(tokenId));
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A listener failed at the revocation of a token", e);
            }
        }
    }
}
