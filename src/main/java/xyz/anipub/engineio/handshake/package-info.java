/**
 * Who may open a session: the limits, the application's own check, and how a handshake is refused (Engine.IO protocol,
 * "Handshake").
 *
 * <p>Nothing about sessions that are open, except how many.
 */
@NullMarked
package xyz.anipub.engineio.handshake;

import org.jspecify.annotations.NullMarked;
