package xyz.anipub.chat.realtime.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;

/**
 * Rooms in which something may be stored that nodes have not told each other, or has been delivered here without: who comes from
 * another node, with what nodes have told each other, might miss it. Thread-safe, without a lock; one entry at most for each room that
 * is followed.
 */
final class UnsureRooms {

    /** Longer than a client may have been away, by any usual setting, and any node may have looked for what is missing. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** What was stored so long ago has been told or found by all, even if a clock is minutes off. */
    private static final Duration OLD = Duration.ofMinutes(10);

    /** There is no message that would have to be old. */
    private static final long NONE = -1;

    private final MessageRepository messages;
    private final LongSupplier nanos;
    private final Map<RoomId, Since> rooms = new ConcurrentHashMap<>();

    /** @param before the last message that was not heard of, 0 if there was none, or {@link #NONE} */
    private record Since(long nanos, long before) {}

    UnsureRooms(MessageRepository messages, LongSupplier nanos) {
        this.messages = messages;
        this.nanos = nanos;
    }

    /** The room is followed from now on, behind that message. */
    void begins(RoomId room, long before) {
        rooms.put(room, new Since(nanos.getAsLong(), before));
    }

    /** Something was read from the store, and is delivered here. */
    void readIn(RoomId room) {
        rooms.put(room, new Since(nanos.getAsLong(), NONE));
    }

    void forget(RoomId room) {
        rooms.remove(room);
    }

    void retain(Set<RoomId> followed) {
        rooms.keySet().retainAll(followed);
    }

    /** @throws xyz.anipub.chat.UnavailableException if the store is away */
    boolean isSure(RoomId room) {
        Since since = rooms.get(room);
        if (since == null || nanos.getAsLong() - since.nanos() > FRESH.toNanos()) {
            return true;
        }
        return since.before() == 0 || since.before() != NONE && isOld(room, since.before());
    }

    private boolean isOld(RoomId room, long seq) {
        List<Message> found = messages.after(room, seq - 1, 1);
        return found.isEmpty()
                || found.get(0).timestamp().isBefore(Instant.now().minus(OLD));
    }
}
