package xyz.anipub.chat.invite;

import java.time.Instant;
import java.util.OptionalInt;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * An invitation by a code, which itself is known to those to whom it was given.
 *
 * @param id 24 lower-case hex digits
 * @param by who made it
 * @param usesLeft how many may still come in by it; empty for any number
 */
public record Invitation(
        String id, RoomId room, UserId by, Instant createdAt, Instant expiresAt, OptionalInt usesLeft) {}
