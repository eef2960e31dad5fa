package xyz.anipub.auth.reset;

import java.time.Instant;

/**
 * What is kept of a code.
 *
 * @param userId whose password it is for
 * @param digest of the code
 * @param until when it is good for nothing any more
 */
public record ResetCode(String userId, String digest, Instant until) {}
