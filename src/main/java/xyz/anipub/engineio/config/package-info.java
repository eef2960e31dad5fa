/**
 * Settings of {@code Engine}: intervals, bounds and limits, the rules of HTTP, and the hooks that are asked about
 * a handshake, with the handshake's request.
 *
 * <p>Settings and records only; what they lead to is elsewhere.
 */
@NullMarked
package xyz.anipub.engineio.config;

import org.jspecify.annotations.NullMarked;
