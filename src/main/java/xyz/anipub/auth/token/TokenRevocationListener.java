package xyz.anipub.auth.token;

import xyz.anipub.auth.Principal;

/** Is told when a token was revoked: every CDI bean of this type on this node. */
public interface TokenRevocationListener {

    /**
     * The token counts no more. For a revocation on this node the call comes after it was stored and before
     * {@link Tokens#revoke} returns, on the caller's thread; for one on another node it comes from
     * {@link Tokens#revokedElsewhere}, before that node's {@code revoke} returns, or within a few seconds from {@link
     * Tokens#followOtherNodes}. At least once per revocation; without any lock held. May block for a bounded time.
     * An exception is logged and does not stop the other listeners.
     *
     * @param tokenId the {@link Principal#tokenId()} of everybody who used it
     */
    void revoked(String tokenId);

    /**
     * Tokens of a user count no more, see {@link Tokens#endUser}; told as {@link #revoked} is.
     *
     * @param spared the {@link Principal#tokenId()} of the session that goes on, empty for none
     */
    default void ended(String userId, String spared) {}
}
