package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Who belongs to a room as far as is known without asking the store: who listens to it, and who was found a member when
 * posting last. It says who need not wait among strangers, never who may post: that is asked in the lane.
 *
 * <p>Safe for threads and never waits. The memory is bounded by forgetting all of it.
 */
@ApplicationScoped
class KnownMembers {

    private static final int MAX_REMEMBERED = 10_000;

    private final MessageAnnouncer announcer;
    private final Set<Belonging> found = ConcurrentHashMap.newKeySet();

    @Inject
    KnownMembers(MessageAnnouncer announcer) {
        this.announcer = announcer;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KnownMembers() {
        this(null);
    }

    boolean isKnown(RoomId room, UserId user) {
        return found.contains(new Belonging(room, user)) || announcer.isListening(room, user);
    }

    void found(RoomId room, UserId user) {
        if (found.size() >= MAX_REMEMBERED) {
            found.clear();
        }
        found.add(new Belonging(room, user));
    }

    void refused(RoomId room, UserId user) {
        found.remove(new Belonging(room, user));
    }

    private record Belonging(RoomId room, UserId user) {}
}
