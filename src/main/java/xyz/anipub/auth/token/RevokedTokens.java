package xyz.anipub.auth.token;

import java.time.Instant;
import java.util.List;
import xyz.anipub.auth.UnavailableException;

/**
 * Port to where all nodes keep the tokens that were revoked before their time. Any thread may call; each call may block
 * for a bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface RevokedTokens {

    /**
     * Keeps a revocation, at the time of the store's own clock; on return every node that asks sees it. Revoking twice is
     * no error and changes nothing.
     *
     * @param until when the token expires anyway
     */
    void add(String tokenId, Instant until);

    boolean contains(String tokenId);

    /** The revocations at or after a time of the store's clock, oldest first, at most {@code limit}. */
    List<RevokedToken> since(Instant revokedAt, int limit);

    /** Forgets those whose tokens expired before a time; returns how many. */
    long sweep(Instant expired);
}
