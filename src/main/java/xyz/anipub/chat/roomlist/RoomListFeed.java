package xyz.anipub.chat.roomlist;

import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;

/**
 * The live room list: gathers which rooms have changed, on whichever node, each once however often, and has everybody on this node
 * told of them once a second (decision record 12).
 *
 * <p>Thread-safe. Its lock is held to touch three sets, never while anything waits. A crash loses what was gathered in
 * that second; who connects anew reads the list anew.
 */
@SingletonBean
public class RoomListFeed {

    private final RoomRepository rooms;
    private final MessageRepository messages;
    private final RoomListAnnouncer announcer;
    private final RoomListLimit limit;
    private final Object lock = new Object();
    private final Set<RoomId> changed = new LinkedHashSet<>();
    private final Set<RoomId> deleted = new LinkedHashSet<>();
    /** Those that have changed by this node, and the others do not know it yet. */
    private final Set<RoomId> own = new LinkedHashSet<>();

    @Inject
    public RoomListFeed(
            RoomRepository rooms, MessageRepository messages, RoomListAnnouncer announcer, RoomListLimit limit) {
        this.rooms = rooms;
        this.messages = messages;
        this.announcer = announcer;
        this.limit = limit;
    }

    /** Notes that a room is new, has another name or description, or has a new message. Never waits. */
    public void changed(RoomId room) {
        synchronized (lock) {
            changed.add(room);
            own.add(room);
        }
    }

    /** Notes that rooms have changed by another node. Never waits. */
    public void changedElsewhere(List<RoomId> rooms) {
        synchronized (lock) {
            changed.addAll(rooms);
        }
    }

    /** Notes that a room is gone. Never waits. */
    void deleted(RoomId room) {
        synchronized (lock) {
            changed.remove(room);
            own.remove(room);
            deleted.add(room);
        }
    }

    /**
     * Tells what has been noted, oldest first, with two questions to the store whatever the number of rooms. Called by a
     * timer once a second; calls must not overlap.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call tells it
     */
    public void flush() {
        List<RoomId> told;
        List<RoomId> gone;
        List<RoomId> forOthers;
        synchronized (lock) {
            told = taken(changed);
            gone = taken(deleted);
            forOthers = taken(own);
        }
        if (!forOthers.isEmpty()) {
            announcer.tellOtherNodes(forOthers);
        }
        try {
            List<RoomNews> news = news(told);
            if (!news.isEmpty() || !gone.isEmpty()) {
                announcer.announce(news, gone);
            }
        } catch (RuntimeException failure) {
            synchronized (lock) {
                changed.addAll(told);
                deleted.addAll(gone);
                changed.removeAll(deleted);
            }
            throw failure;
        }
    }

    private List<RoomNews> news(List<RoomId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Room> found = rooms.findAll(ids);
        Map<RoomId, Message> last =
                messages.newestOfEach(found.stream().collect(Collectors.toMap(Room::id, Room::seqAtLeast)));
        return found.stream()
                .map(room -> new RoomNews(room, Optional.ofNullable(last.get(room.id()))))
                .toList();
    }

    /** Those that waited longest, at most as many as one packet may tell of. */
    private List<RoomId> taken(Set<RoomId> waiting) {
        List<RoomId> first = waiting.stream().limit(limit.rooms()).toList();
        first.forEach(waiting::remove);
        return first;
    }
}
