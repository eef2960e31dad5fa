/**
 * What those with power in a room do: roles, putting people out, bans, mutes, and what they do with others' messages. Each is
 * asked of {@code chat.power}, written to the {@code audit}, and counts on all nodes when it is answered.
 */
@NullMarked
package xyz.anipub.chat.moderation;

import org.jspecify.annotations.NullMarked;
