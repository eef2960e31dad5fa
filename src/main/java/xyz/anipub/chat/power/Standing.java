package xyz.anipub.chat.power;

import java.time.Instant;
import java.util.Optional;

/**
 * What a member is told of being in a room.
 *
 * @param mutedUntil empty for who may post; {@link Instant#MAX} for ever
 */
public record Standing(Role role, Optional<Instant> mutedUntil) {}
