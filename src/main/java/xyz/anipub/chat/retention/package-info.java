/**
 * How long rooms keep messages: what is older goes, and those who listen hear where the history begins now. Rules of what may be chosen
 * are {@link xyz.anipub.chat.room.RoomRules}.
 */
@NullMarked
package xyz.anipub.chat.retention;

import org.jspecify.annotations.NullMarked;
