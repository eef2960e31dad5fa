package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.room.RoomRepository;

/**
 * Carries time and number of the newest message to the rooms and to the live list, once a second and not once a message.
 *
 * <p>Holds one entry for each room that was active since the last {@link #flush()}. A crash loses at most that second.
 */
@ApplicationScoped
class RoomActivity {

    private final RoomRepository rooms;
    private final RoomListFeed list;
    private final ConcurrentHashMap<RoomId, Activity> active = new ConcurrentHashMap<>();

    @Inject
    RoomActivity(RoomRepository rooms, RoomListFeed list) {
        this.rooms = rooms;
        this.list = list;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RoomActivity() {
        this(null, null);
    }

    /** Notes that a message was stored. Never waits. */
    void note(RoomId room, Instant at, long seq) {
        active.merge(room, new Activity(at, seq), Activity::latest);
    }

    /** Writes what was noted; what the store refuses stays for the next time. */
    void flush() {
        active.forEach((room, last) -> {
            rooms.touch(room, last.at(), last.seq());
            list.changed(room);
            active.remove(room, last);
        });
    }

    private record Activity(Instant at, long seq) {

        private Activity latest(Activity other) {
            return new Activity(at.isAfter(other.at) ? at : other.at, Math.max(seq, other.seq));
        }
    }
}
