/**
 * Engine.IO v4 on the wire: text and bytes to {@link xyz.anipub.engineio.packet.Packet} and back, and the payload that
 * carries several packets in one HTTP body (protocol sections 1.3 to 1.5).
 *
 * <p>Plain Java without state. Nothing here knows sessions, timers, transports or what a message means.
 */
@NullMarked
package xyz.anipub.engineio.packet;

import org.jspecify.annotations.NullMarked;
