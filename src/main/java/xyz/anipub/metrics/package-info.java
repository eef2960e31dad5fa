/**
 * What the node has done and is doing, in numbers, for Prometheus: it reads the counters that the other packages keep, when somebody
 * asks, and knows Micrometer, which they do not. {@code boot} tells it what to read.
 *
 * <p>Labels are words of fixed lists, and never name a user, a room, a session or an address: those would be personal, and without
 * bound.
 */
@NullMarked
package xyz.anipub.metrics;

import org.jspecify.annotations.NullMarked;
