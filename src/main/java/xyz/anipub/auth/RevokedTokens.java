package xyz.anipub.auth;

import java.time.Instant;
import java.util.List;

/**
 * Port to where all nodes keep the tokens that were revoked before their time. Any thread may call; each call may block
 * for a bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface RevokedTokens {

    /** Keeps a revocation; on return every node that asks sees it. Revoking twice is no error. */
    void add(RevokedToken revoked);

    boolean contains(String tokenId);

    /** The revocations at or after a time, oldest first, at most {@code limit}. */
    List<RevokedToken> since(Instant revokedAt, int limit);

    /** Forgets those whose tokens expired before {@code now}; returns how many. */
    long sweep(Instant now);
}
