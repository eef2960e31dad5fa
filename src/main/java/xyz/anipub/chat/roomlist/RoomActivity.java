package xyz.anipub.chat.roomlist;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.reading.AuthorMarks;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.chat.room.RoomRepository.Activity;

/**
 * Carries time and number of the newest message to the rooms, to the live list and to the marks of their authors, once a
 * second and not once a message.
 *
 * <p>Keeps one entry for each room that was active since the last {@link #flush()}. A crash loses at most that second.
 * Thread-safe.
 */
@SingletonBean
public class RoomActivity {

    private final RoomRepository rooms;
    private final RoomListFeed list;
    private final AuthorMarks authors;
    private final ConcurrentHashMap<RoomId, Activity> active = new ConcurrentHashMap<>();

    @Inject
    public RoomActivity(RoomRepository rooms, RoomListFeed list, AuthorMarks authors) {
        this.rooms = rooms;
        this.list = list;
        this.authors = authors;
    }

    /** Notes that messages of one room were stored just now, the last of them with the highest seq. Never waits. */
    public void stored(List<Message> fresh) {
        if (!fresh.isEmpty()) {
            Message last = fresh.get(fresh.size() - 1);
            authors.stored(fresh);
            note(last.room(), last.timestamp(), last.seq());
        }
    }

    /** Notes what the last message of a room is. Never waits. */
    void note(RoomId room, Instant at, long seq) {
        active.merge(room, new Activity(at, seq), Activity::latest);
    }

    /**
     * Writes what was noted, in one question for some hundred rooms. Called by a timer once a second, and when the server
     * stops.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; what was noted stays for the next call
     */
    public void flush() {
        Map<RoomId, Activity> noted = Map.copyOf(active);
        if (!noted.isEmpty()) {
            rooms.touch(noted);
        }
        noted.forEach((room, last) -> {
            list.changed(room);
            // What came meanwhile is another value and stays.
            active.remove(room, last);
        });
        authors.flush(noted);
    }
}
