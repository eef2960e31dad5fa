package xyz.anipub.auth.reset;

import java.time.Instant;

/**
 * What is kept of a code.
 *
 * @param userId whose password it is for
 * @param digest of the code
 * @param until when it is good for nothing any more
 * @param generation {@link xyz.anipub.auth.Standing#generation} of the user when it was made: it is good for nothing after the next
 *     password, however that came about
 */
public record ResetCode(String userId, String digest, Instant until, long generation) {}
