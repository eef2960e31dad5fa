package xyz.anipub.auth.token;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Instant;
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

    private final SigningKeys keys;
    private final Revocations revocations;
    private final Callers callers;
    private final RevocationRelay relay;

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
        this.keys = new SigningKeys(settings.token(), secrets, clock);
        this.revocations = new Revocations(revoked, listeners, settings.token().recheck(), clock);
        this.relay = relay;
        this.callers = new Callers(users, settings.name(), clock);
    }

    /** A token of our own for a user who just proved to be one. */
    public IssuedToken issue(User user) {
        return keys.codec().issue(user);
    }

    /**
     * Whose token it is. A user nobody knows yet is created from the claims of the token; if the name is somebody else's,
     * a part of the id is added to it.
     *
     * @throws InvalidTokenException if the signature, the time, the id or a revocation speaks against it
     */
    public Principal verify(String token) {
        TokenClaims claims = keys.codec().verify(token);
        if (revocations.contains(claims.tokenId())) {
            throw new InvalidTokenException("revoked");
        }
        User user = callers.known(claims);
        return new Principal(user.id(), user.name(), user.image(), claims.tokenId(), claims.expiresAt());
    }

    /** Has this node read a user anew who has changed. Others do so within a minute. */
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

    /**
     * Looks for revocations by other nodes and tells the listeners about them; to be called about once a second by one
     * thread per node. Nodes' clocks may differ by up to a minute.
     */
    public void followOtherNodes() {
        revocations.follow();
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
