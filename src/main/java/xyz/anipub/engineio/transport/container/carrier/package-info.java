/**
 * Carriers of WebSockets: all knowledge of how a container's connection is taken over from it. Found by
 * {@link java.util.ServiceLoader} alone; without this package the container's own WebSockets carry, behind the
 * {@link xyz.anipub.engineio.transport.websocket.WebSocketEndpoint}.
 *
 * <p>No beans, so that no container looks into classes of another's; and no frames or packets, only bytes.
 */
@NullMarked
package xyz.anipub.engineio.transport.container.carrier;

import org.jspecify.annotations.NullMarked;
