/**
 * Liveness, readiness, and draining before a stop.
 *
 * <p>It knows the servers that it empties and the fence that may shut them, and of the chat nothing else. What tells it how the rest
 * is, and that the process is to end, is {@code boot}.
 */
@NullMarked
package xyz.anipub.health;

import org.jspecify.annotations.NullMarked;
