/**
 * The REST adapter of moderation: roles, putting people out, bans, mutes, pins, reports, the audit of a room.
 */
@NullMarked
package xyz.anipub.chat.rest.moderation;

import org.jspecify.annotations.NullMarked;
