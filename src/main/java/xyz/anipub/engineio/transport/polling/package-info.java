/**
 * Long-polling: the asynchronous servlet, and the transport whose packets leave with the answers to GETs and come with the
 * bodies of POSTs; also for another node's client.
 *
 * <p>No WebSockets; the way from here to one is in {@code websocket}.
 */
@NullMarked
package xyz.anipub.engineio.transport.polling;

import org.jspecify.annotations.NullMarked;
