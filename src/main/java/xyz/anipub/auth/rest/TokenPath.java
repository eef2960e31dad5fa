package xyz.anipub.auth.rest;

/** How a request carried the token that counts. */
enum TokenPath {
    /** By the cookie: scripts of a page that uses it do not get to see the token. */
    COOKIE,
    /** By a header, and a cookie of the same session was there as well. */
    BOTH,
    /** By a header. If there was a cookie, it is another session's, which has nothing to do with the call. */
    BEARER
}
