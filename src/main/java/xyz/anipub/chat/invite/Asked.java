package xyz.anipub.chat.invite;

import java.time.Instant;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * That somebody has asked a person into a room, and that person has not answered yet.
 *
 * @param by who asked
 */
public record Asked(RoomId room, UserId user, UserId by, Instant at) {}
