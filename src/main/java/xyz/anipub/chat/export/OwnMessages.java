package xyz.anipub.chat.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Where the messages of one sender are found, by reading rooms from their first message on; see {@link
 * xyz.anipub.chat.erasure.ErasureRepository}.
 *
 * <p>Waits and fails like {@link xyz.anipub.chat.room.RoomRepository}.
 */
public interface OwnMessages {

    /** Rooms in the order of their ids. @param after the last of those that were read before */
    List<RoomId> rooms(Optional<RoomId> after, int limit);

    /**
     * Those of a stretch of a room, by their seq.
     *
     * @param after the seq behind which it begins
     * @param upTo the last seq, not much higher
     */
    List<OwnMessage> of(UserId sender, RoomId room, long after, long upTo, int limit);

    /**
     * A message as its sender wrote it.
     *
     * @param content empty if it was deleted
     * @param replyTo the id of what it answers, which is another's
     */
    record OwnMessage(
            MessageId id,
            RoomId room,
            long seq,
            String content,
            Instant at,
            Optional<Instant> editedAt,
            boolean deleted,
            Optional<MessageId> replyTo) {}
}
