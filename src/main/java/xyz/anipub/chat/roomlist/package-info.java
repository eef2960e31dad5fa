/**
 * The list of rooms, with the last message and the first members of each, and what is told live when it changes. Rooms
 * themselves are {@code chat.room}.
 */
@NullMarked
package xyz.anipub.chat.roomlist;

import org.jspecify.annotations.NullMarked;
