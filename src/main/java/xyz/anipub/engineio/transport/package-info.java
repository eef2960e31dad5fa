/**
 * The two doors of Engine.IO, an asynchronous servlet for long-polling and a WebSocket endpoint on the same path, and
 * how each carries a session's packets. What a container does in its own way is behind a class of this package; taking a
 * WebSocket's connection over from it is for a {@link xyz.anipub.engineio.transport.Carrier}.
 *
 * <p>No protocol state that outlives a transport, and nothing about what messages mean.
 */
@NullMarked
package xyz.anipub.engineio.transport;

import org.jspecify.annotations.NullMarked;
