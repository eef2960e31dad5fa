/**
 * Which sockets are on a room's delivery list, who is present there, and what they are notified of; the ports of the
 * core that announce are implemented here.
 *
 * <p>Here, and only here, three truths meet: a <em>member</em> of {@code chat.room}, a <em>presence</em> of {@code
 * chat.presence}, and a socket on a delivery list, which {@code socketio} calls a room.
 */
@NullMarked
package xyz.anipub.chat.realtime.room;

import org.jspecify.annotations.NullMarked;
