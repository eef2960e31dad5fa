package xyz.anipub.auth.deletion;

import java.time.Instant;

/**
 * An account that has ended, and what is still to be done about it.
 *
 * @param withMessages whether its messages become tombstones; else they stay, as of nobody
 * @param round how often its traces have been taken away
 * @param nameFree from when on somebody else may get its name
 */
public record Deletion(String userId, boolean withMessages, int round, Instant nameFree) {}
