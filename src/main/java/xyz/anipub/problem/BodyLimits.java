package xyz.anipub.problem;

import java.time.Duration;

/**
 * How much of a request body is read, and how long it is waited for.
 *
 * @param bytes the largest body, in bytes; a larger one is answered 413
 * @param depth the deepest nesting of objects and arrays; a deeper one is answered 400
 * @param time until the whole body must have come; a later one is answered 408
 * @param waiting how many bodies may be on their way at the same time; more are answered 503
 * @param waitingPerAddress how many of these from one remote address
 */
public record BodyLimits(int bytes, int depth, Duration time, int waiting, int waitingPerAddress) {

    /** 64 kB, 16 levels; 10 seconds, 1000 at a time, 200 from one address. */
    public static final BodyLimits USUAL = new BodyLimits(64 * 1024, 16, Duration.ofSeconds(10), 1000, 200);

    public BodyLimits {
        if (bytes < 2 || bytes == Integer.MAX_VALUE || depth < 1) {
            throw new IllegalArgumentException(
                    "anipub.rest.body-max must be at least 2, and json-depth at least 1: " + bytes + ", " + depth);
        }
        if (time.isNegative() || time.isZero() || waiting < 1 || waitingPerAddress < 1) {
            throw new IllegalArgumentException(
                    "anipub.rest.body-timeout must be positive, and bodies-waiting and bodies-waiting-per-address at least 1: "
                            + time + ", " + waiting + ", " + waitingPerAddress);
        }
    }
}
