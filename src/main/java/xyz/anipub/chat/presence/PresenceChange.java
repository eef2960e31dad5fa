package xyz.anipub.chat.presence;

import xyz.anipub.chat.RoomId;

/**
 * A socket has come into a room, or gone.
 *
 * @param present whether it is there now
 */
public record PresenceChange(RoomId room, Presence presence, boolean present) {}
