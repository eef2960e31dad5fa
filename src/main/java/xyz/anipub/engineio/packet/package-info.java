/**
 * Engine.IO on the wire, v4 and v3: text and bytes to {@link xyz.anipub.engineio.packet.Packet} and back, and the
 * payload that carries several packets in one HTTP body (protocol sections 1.3 to 1.5 and 2.1 to 2.3). What differs
 * between the two is behind {@link xyz.anipub.engineio.packet.Revision}.
 *
 * <p>Plain Java without state. Nothing here knows sessions, timers, transports or what a message means.
 */
@NullMarked
package xyz.anipub.engineio.packet;

import org.jspecify.annotations.NullMarked;
