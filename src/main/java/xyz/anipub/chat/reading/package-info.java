/**
 * Read marks: how far each member has read a room, set by {@code mark_read} or moved by the member's own messages. Reading messages is
 * {@code chat.history}.
 */
@NullMarked
package xyz.anipub.chat.reading;

import org.jspecify.annotations.NullMarked;
