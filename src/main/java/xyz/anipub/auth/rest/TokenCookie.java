package xyz.anipub.auth.rest;

import java.time.Duration;

/**
 * The cookie that carries a token for browsers. Written by hand, because containers differ in the attributes they add.
 *
 * @param name its name
 */
record TokenCookie(String name) {

    /** A {@code Set-Cookie} value. JWT characters need no quotes. */
    String set(String token, Duration lifetime, boolean secure) {
        return name + "=" + token + "; Path=/; Max-Age=" + lifetime.toSeconds() + attributes(secure);
    }

    /** A {@code Set-Cookie} value that removes it. */
    String cleared(boolean secure) {
        return name + "=; Path=/; Max-Age=0" + attributes(secure);
    }

    private static String attributes(boolean secure) {
        return "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
