/**
 * The two doors of Engine.IO, an asynchronous servlet for long-polling and a WebSocket endpoint on the same path, and
 * how each carries a session's packets. Everything a container does in its own way is behind a class of this package.
 *
 * <p>No protocol state that outlives a transport, and nothing about what messages mean.
 */
@NullMarked
package xyz.anipub.engineio.transport;

import org.jspecify.annotations.NullMarked;
