package xyz.anipub.auth.token;

import xyz.anipub.auth.Principal;

/**
 * A fresh token and whose it is.
 *
 * @param token the secret itself; not part of {@link #toString()}
 * @param principal what {@link Tokens#verify} makes of it
 */
public record IssuedToken(String token, Principal principal) {

    @Override
    public String toString() {
        return "IssuedToken[" + principal.tokenId() + "]";
    }
}
