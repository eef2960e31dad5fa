/**
 * Engine.IO sessions, of v4 and, where allowed, v3: {@link xyz.anipub.engineio.Engine}, which opens and closes them, what carries
 * them, and the seam {@link xyz.anipub.engineio.SessionListener} to the protocol above.
 *
 * <p>Plain Java. Nothing here knows servlets, WebSocket endpoints, CDI or Socket.IO.
 */
@NullMarked
package xyz.anipub.engineio;

import org.jspecify.annotations.NullMarked;
