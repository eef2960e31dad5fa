/**
 * The Socket.IO door of the chat: events in, events out. Here, how a socket comes, comes back and goes; what it sends
 * is in {@code chat.realtime.event}, what it gets in {@code chat.realtime.wire}.
 */
@NullMarked
package xyz.anipub.chat.realtime;

import org.jspecify.annotations.NullMarked;
