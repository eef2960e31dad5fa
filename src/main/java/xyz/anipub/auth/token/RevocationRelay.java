package xyz.anipub.auth.token;

import java.time.Instant;

/** Port to the other nodes: tells them of a revocation before they find it in the store, {@link Tokens#followOtherNodes}. */
public interface RevocationRelay {

    /**
     * Has {@link Tokens#revokedElsewhere} called on every other node that lives, and waits for that, some seconds at most. Throws
     * nothing: whom it does not reach finds the revocation by itself.
     *
     * @param until when the token expires anyway
     */
    void revoked(String tokenId, Instant until);
}
