/**
 * From an HTTP request to a WebSocket: the filter that decides on every handshake, the port
 * {@link xyz.anipub.engineio.transport.upgrade.Carrier} to those who take a connection over, and the standard's way for those whom nobody takes.
 *
 * <p>No frames and no packets.
 */
@NullMarked
package xyz.anipub.engineio.transport.upgrade;

import org.jspecify.annotations.NullMarked;
