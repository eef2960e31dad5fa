/**
 * Direct messages: rooms that belong to exactly those who talk in them. Posting, reading, reacting and the rest are those of every
 * room.
 */
@NullMarked
package xyz.anipub.chat.direct;

import org.jspecify.annotations.NullMarked;
