package xyz.anipub.auth.token;

import java.time.Duration;
import xyz.anipub.auth.Principal;

/**
 * A fresh token and whose it is.
 *
 * @param token the secret itself; not part of {@link #toString()}
 * @param principal what {@link Tokens#verify} makes of it
 * @param lifetime for how long it is good from now on
 */
public record IssuedToken(String token, Principal principal, Duration lifetime) {

    @Override
    public String toString() {
        return "IssuedToken[" + principal.tokenId() + "]";
    }
}
