/**
 * Rooms, who belongs to them, and the rules of joining; the lane that keeps a room's events in order.
 *
 * <p>No protocol, no HTTP, no database here. A <em>member</em> belongs for good; who is online now is
 * {@code chat.presence}.
 */
@NullMarked
package xyz.anipub.chat.room;

import org.jspecify.annotations.NullMarked;
