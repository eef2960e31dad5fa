package xyz.anipub.chat.node;

import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * A right to listen that has ended in the store.
 *
 * @param user whose; everybody's if it is empty, because the room is gone
 */
public record Ending(RoomId room, Optional<UserId> user) {}
