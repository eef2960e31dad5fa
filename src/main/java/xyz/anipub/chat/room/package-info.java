/**
 * Rooms, and the rules of joining; the lane that keeps a room's events in order. Who belongs to them is {@code chat.member}.
 *
 * <p>No protocol, no HTTP, no database here.
 */
@NullMarked
package xyz.anipub.chat.room;

import org.jspecify.annotations.NullMarked;
