package xyz.anipub.chat.adopt;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;

/**
 * A room as the other server keeps it, without its messages and members; what is missing there is empty.
 *
 * @param key its {@code _id}, as the port gave it
 * @param id the same as an id of ours, if it can be one
 * @param messages how many are in it
 * @param members how many are in it
 * @param last its last message
 */
public record FormerRoom(
        Object key,
        Optional<RoomId> id,
        String name,
        String description,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        int messages,
        int members,
        Optional<FormerMessage> last) {

    /** The id of its last message. */
    Optional<MessageId> lastId() {
        return id.flatMap(room -> last.map(message -> message.id(room)));
    }
}
