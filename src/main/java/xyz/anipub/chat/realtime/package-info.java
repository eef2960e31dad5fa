/**
 * The Socket.IO door of the chat: events in, events out. Turns arguments into the core's commands and the core's answers
 * into acks and events.
 *
 * <p>Here, and only here, three truths meet: a <em>member</em> of {@code chat.room}, a <em>presence</em> of
 * {@code chat.presence}, and a socket on a delivery list, which {@code socketio} calls a room.
 */
@NullMarked
package xyz.anipub.chat.realtime;

import org.jspecify.annotations.NullMarked;
