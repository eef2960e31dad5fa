package xyz.anipub.chat.reading;

import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.member.MembershipRepository.Mark;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.room.RoomRepository.Activity;

/**
 * Marks messages as read by their authors: once a second and not once a message.
 *
 * <p>Keeps one entry for each author and room since the last {@link #flush}; on this node it counts at once. A crash
 * loses at most that second. Thread-safe.
 */
@SingletonBean
public class AuthorMarks {

    private final MembershipRepository memberships;
    private final ReadAnnouncer announcer;
    private final ConcurrentHashMap<Author, Long> written = new ConcurrentHashMap<>();

    private record Author(RoomId room, UserId user) {}

    @Inject
    public AuthorMarks(MembershipRepository memberships, ReadAnnouncer announcer) {
        this.memberships = memberships;
        this.announcer = announcer;
    }

    /** Notes that messages were stored. Never waits. */
    public void stored(List<Message> fresh) {
        fresh.forEach(message ->
                written.merge(new Author(message.room(), message.sender().id()), message.seq(), Math::max));
    }

    /** The seq of the user's last message in a room, if it is not in the store's mark yet; else 0. */
    long lastOf(RoomId room, UserId user) {
        return written.getOrDefault(new Author(room, user), 0L);
    }

    /**
     * Writes what was noted, in one question for some hundred marks, and tells each author's connections. Called by a timer
     * once a second.
     *
     * @param rooms the last seq of each room in which something was stored
     * @throws xyz.anipub.chat.UnavailableException if the store is away; what was noted stays for the next call
     */
    public void flush(Map<RoomId, Activity> rooms) {
        Map<Author, Long> noted = Map.copyOf(written);
        if (noted.isEmpty()) {
            return;
        }
        memberships.markRead(noted.entrySet().stream()
                .map(mark -> new Mark(mark.getKey().room(), mark.getKey().user(), mark.getValue()))
                .toList());
        Map<UserId, Map<RoomId, ReadState>> read = new HashMap<>();
        noted.forEach((author, seq) -> {
            // What came meanwhile is another value and stays.
            written.remove(author, seq);
            Activity last = rooms.get(author.room());
            read.computeIfAbsent(author.user(), user -> new HashMap<>())
                    .put(author.room(), ReadState.ofMember(seq, last == null ? seq : Math.max(seq, last.seq())));
        });
        read.forEach((user, states) -> announcer.announce(user, states, ""));
    }
}
