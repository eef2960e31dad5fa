package xyz.anipub.auth.token;

import xyz.anipub.auth.Principal;

/** Port to who wants to know which tokens are used. */
public interface TokenUses {

    /** A token was verified for a request or a connection. Called often; throws nothing. */
    void used(Principal caller);
}
