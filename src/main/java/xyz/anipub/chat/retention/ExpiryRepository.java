package xyz.anipub.chat.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;

/**
 * Takes messages out of the store from a room's beginning on. Each step may be repeated.
 *
 * <p>Waits and fails like {@link xyz.anipub.chat.room.RoomRepository}.
 */
public interface ExpiryRepository {

    /**
     * Rooms in the order of their ids.
     *
     * @param all if not, only rooms with a retention of their own
     * @param after the last of those that were read before
     */
    List<Kept> rooms(boolean all, Optional<RoomId> after, int limit);

    /** The messages with the lowest numbers, in their order. */
    List<Dated> oldest(RoomId room, int limit);

    /** Lets a room's history begin at the seq of one of its messages, from when on nobody reads what is below it. It never goes back. */
    void begin(RoomId room, long firstSeq);

    /**
     * Takes away messages for good.
     *
     * @param expired the lowest of the room's messages, in their order; at most some thousand
     */
    void remove(RoomId room, List<Dated> expired);

    /**
     * How a room keeps messages.
     *
     * @param retention empty for the server's rule
     * @param firstSeq where its history begins
     */
    record Kept(RoomId room, Optional<Retention> retention, long firstSeq) {}

    /** A message without what it says. */
    record Dated(MessageId id, long seq, Instant at, boolean deleted) {}
}
