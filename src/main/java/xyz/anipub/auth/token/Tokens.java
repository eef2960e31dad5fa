package xyz.anipub.auth.token;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.bean.SingletonBean;

/**
 * Issues, verifies and revokes tokens. Any thread may call; each method may ask the store, for a bounded time, and then
 * throw {@link UnavailableException}.
 */
@SingletonBean
public class Tokens {

    private static final Duration ENDING_KEPT = Duration.ofHours(1);

    /** Whose ending could not be said, with the session that goes on: those few for whom the store failed behind a write that it took. */
    private final Map<String, String> unsaid = new ConcurrentHashMap<>();

    private final SigningKeys keys;
    private final Revocations revocations;
    private final Callers callers;
    private final RevocationRelay relay;
    private final Clock clock;

    /** @param relay asked for when it is needed: it informs these tokens of what other nodes revoke */
    @Inject
    public Tokens(
            AuthSettings settings,
            Secrets secrets,
            UserRepository users,
            RevokedTokens revoked,
            @Any Instance<TokenRevocationListener> listeners,
            Provider<RevocationRelay> relay) {
        this(
                settings,
                secrets,
                users,
                revoked,
                listeners,
                (tokenId, until) -> relay.get().revoked(tokenId, until),
                Clock.systemUTC());
    }

    Tokens(
            AuthSettings settings,
            Secrets secrets,
            UserRepository users,
            RevokedTokens revoked,
            Iterable<TokenRevocationListener> listeners,
            RevocationRelay relay,
            Clock clock) {
        this.clock = clock;
        this.keys = new SigningKeys(settings, secrets, clock);
        this.callers = new Callers(users, settings.name(), clock);
        this.revocations = new Revocations(
                revoked, callers::forget, listeners, settings.token().recheck(), clock);
        this.relay = relay;
    }

    /** A token of our own for a user who just proved to be one, of a session of its own. */
    public IssuedToken issue(User user) {
        return issue(user, false);
    }

    /** @param stay whether it is for long */
    public IssuedToken issue(User user, boolean stay) {
        return keys.codec().issue(user, UUID.randomUUID().toString(), stay);
    }

    /**
     * Whose token it is. A user nobody knows yet is created from the claims of the token; if the name is somebody else's,
     * a part of the id is added to it.
     *
     * @throws InvalidTokenException if the signature, the time, the id, a revocation or the user's {@link
     *     xyz.anipub.auth.Standing} speaks against it
     */
    public Principal verify(String token) {
        TokenClaims claims = keys.codec().verify(token);
        return principal(claims, user(claims));
    }

    private User user(TokenClaims claims) {
        if (revocations.contains(claims.tokenId())) {
            throw new InvalidTokenException("revoked");
        }
        return callers.known(claims);
    }

    private static Principal principal(TokenClaims claims, User user) {
        return new Principal(
                user.id(),
                user.name(),
                user.image(),
                user.displayName(),
                claims.tokenId(),
                claims.expiresAt(),
                claims.origin());
    }

    /**
     * Whether it is time to renew a token: it is ours, and more than half of its life is over. From memory for a token that was
     * verified lately.
     *
     * @throws InvalidTokenException if the signature, the time or the form speaks against it
     */
    public boolean isDueForRenewal(String token) {
        return keys.codec().verify(token).isDueForRenewal(clock.instant());
    }

    /**
     * When a token was issued, as it says itself; empty if it does not say so.
     *
     * @throws InvalidTokenException if the signature, the time or the form speaks against it
     */
    public Optional<Instant> issuedAt(String token) {
        return keys.codec().verify(token).issuedAt();
    }

    /**
     * A token of the same session that lives longer; empty if it is not ours: another site decides how long its people stay.
     *
     * @throws InvalidTokenException as {@link #verify}
     */
    public Optional<IssuedToken> renew(String token) {
        TokenClaims claims = keys.codec().verify(token);
        User user = user(claims);
        return claims.origin().ours()
                ? Optional.of(keys.codec().issue(user, claims.tokenId(), claims.stay()))
                : Optional.empty();
    }

    /** Has this node read a user anew who has changed, and no token counts less. Others do so within a minute. */
    public void forgetUser(String userId) {
        callers.forget(userId);
    }

    /**
     * Makes a token count no more: stored for all nodes, then told to every {@link TokenRevocationListener} here, then to the
     * other nodes; on return the former have happened, and the last unless one of these gives no sign of life. Revoking twice
     * is no error.
     *
     * @param until when it expires anyway, {@link Principal#expiresAt()}
     */
    public void revoke(String tokenId, Instant until) {
        revocations.revoke(tokenId, until);
        relay.revoked(tokenId, until);
    }

    /**
     * Has all nodes look at a user's {@link xyz.anipub.auth.Standing} again, which has just been changed in the store so that tokens of the
     * user count no more: on return they are refused and their sockets are closed, here and elsewhere, as with {@link #revoke}.
     *
     * <p>If the store fails, it is said again by {@link #followOtherNodes} until it was written down: sockets that are open ask nothing by
     * themselves.
     *
     * @param spared the session that goes on, empty for none
     */
    public void endUser(String userId, String spared) {
        try {
            say(userId, spared);
        } catch (RuntimeException unanswered) {
            unsaid.put(userId, spared);
            throw unanswered;
        }
        // One that failed before says no more than this one.
        unsaid.remove(userId);
    }

    private void say(String userId, String spared) {
        String id = new EndedUser(userId, spared).freshId();
        // Until then each node has found it.
        Instant until = clock.instant().plus(ENDING_KEPT);
        callers.forget(userId);
        revocations.revoke(id, until);
        relay.revoked(id, until);
    }

    /** Another node has revoked a token: it counts no more here, and the listeners are told. May be repeated; asks no store. */
    public void revokedElsewhere(String tokenId, Instant until) {
        revocations.heard(tokenId, until);
    }

    /**
     * Whether a revocation is known on this node, from memory. For a door that verified a token before its listener could
     * know about it: register the socket first, then ask this.
     */
    public boolean isKnownRevoked(String tokenId) {
        return revocations.isKnown(tokenId);
    }

    /** Whether it was revoked, on whichever node; may ask the store. */
    public boolean isRevoked(String tokenId) {
        return revocations.contains(tokenId);
    }

    /** The same of a token and its user; asks the store if something has happened to the user in the last minutes. */
    public boolean hasEnded(Principal principal) {
        return isKnownRevoked(principal.tokenId()) || callers.hasEnded(principal);
    }

    /**
     * Looks for revocations by other nodes and tells the listeners about them; to be called about once a second by one
     * thread per node. Nodes' clocks may differ by up to a minute.
     */
    public void followOtherNodes() {
        // First, so that what this node cannot say keeps nobody in whom another has put out.
        revocations.follow();
        unsaid.forEach(this::endUser);
    }

    /**
     * Forgets revocations of tokens that have expired, in memory and in the store; to be called every few minutes by one node
     * of all.
     */
    public void sweep() {
        revocations.sweep();
    }

    /** The same in this node's memory alone; to be called by the other nodes. */
    public void forgetExpired() {
        revocations.forgetExpired();
    }
}
