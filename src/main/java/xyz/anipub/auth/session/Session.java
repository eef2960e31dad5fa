package xyz.anipub.auth.session;

import java.time.Instant;

/**
 * Somebody is logged in somewhere.
 *
 * @param id {@link xyz.anipub.auth.Principal#tokenId} of all its tokens
 * @param userId whose
 * @param visitor from where, when it began
 * @param since when it began
 * @param usedAt when it was used last, to some minutes
 * @param until when its newest token ends
 */
public record Session(String id, String userId, Visitor visitor, Instant since, Instant usedAt, Instant until) {}
