package xyz.anipub.auth;

import java.time.Duration;
import xyz.anipub.text.TextRule;

/**
 * How passwords are taken and kept.
 *
 * @param rule {@code anipub.auth.password-min} and {@code -max}, characters. Default 8 and 128
 * @param memory {@code anipub.auth.hash-memory}: Argon2id memory in KiB for one hash. Default 19456 (19 MiB)
 * @param iterations {@code anipub.auth.hash-iterations}. Default 2
 * @param parallelism {@code anipub.auth.hash-parallelism}: lanes; more than 1 starts threads. Default 1
 * @param concurrency {@code anipub.auth.hash-concurrency}: hashes computed at the same time. Default 2
 * @param patience {@code anipub.auth.hash-wait}: how long a login waits for its turn before 503, ISO 8601. Default
 *     {@code PT5S}
 * @param waitingPerAddress {@code anipub.auth.hash-waiting-per-address}: how many of the 64 that may hash or wait for it
 *     come from one remote address; more get 503. Default 16
 * @param limits see there
 */
public record PasswordSettings(
        TextRule rule,
        int memory,
        int iterations,
        int parallelism,
        int concurrency,
        Duration patience,
        int waitingPerAddress,
        LoginLimits limits) {

    /** The defaults; the cost is OWASP's recommendation for Argon2id. */
    public static final PasswordSettings USUAL = new PasswordSettings(
            TextRule.verbatim(8, 128), 19 * 1024, 2, 1, 2, Duration.ofSeconds(5), 16, LoginLimits.USUAL);

    public PasswordSettings {
        if (iterations < 1 || parallelism < 1 || memory < 8 * parallelism || concurrency < 1 || waitingPerAddress < 1) {
            throw new IllegalArgumentException(
                    "anipub.auth.hash-… must be at least 1, and hash-memory at least 8 KiB times hash-parallelism.");
        }
    }
}
