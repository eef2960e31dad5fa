/**
 * WebSockets as transports, whoever carries them: the container's endpoint, or our own frames over a wire; and the
 * probing of an upgrade (Engine.IO protocol, "Upgrade").
 *
 * <p>No knowledge of a container, which is in {@code container}, and of how a connection is taken over, which is in {@code upgrade}.
 */
@NullMarked
package xyz.anipub.engineio.transport.websocket;

import org.jspecify.annotations.NullMarked;
