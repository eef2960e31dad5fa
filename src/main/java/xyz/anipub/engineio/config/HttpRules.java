package xyz.anipub.engineio.config;

import java.util.Optional;

/**
 * What answers by HTTP carry besides packets (protocol sections 1.12 to 1.14).
 *
 * @param cors who may read them; empty for their own origin alone
 * @param cookie what a handshake sets
 * @param compressFrom the size in bytes from which payloads are compressed; below 0 for never
 * @param jsonp whether polling by script and form is taken (section 2.4): then pages of any origin can open sessions and
 *     read them
 */
public record HttpRules(Optional<CorsPolicy> cors, Optional<SessionCookie> cookie, int compressFrom, boolean jsonp) {

    private static final HttpRules STANDARD = new HttpRules(Optional.empty(), Optional.empty(), 1_024, false);

    /** The reference server's: no CORS, no cookie, compression from 1,024 bytes; but no JSONP. */
    public static HttpRules standard() {
        return STANDARD;
    }

    public HttpRules withCors(CorsPolicy policy) {
        return new HttpRules(Optional.of(policy), cookie, compressFrom, jsonp);
    }

    public HttpRules withCookie(SessionCookie value) {
        return new HttpRules(cors, Optional.of(value), compressFrom, jsonp);
    }

    public HttpRules withCompressFrom(int bytes) {
        return new HttpRules(cors, cookie, bytes, jsonp);
    }

    public HttpRules withJsonp(boolean isTaken) {
        return new HttpRules(cors, cookie, compressFrom, isTaken);
    }
}
