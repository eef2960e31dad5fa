package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.room.Member;
import xyz.anipub.chat.room.Page;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;

/** Puts a room together with the newest of its messages and the first of its members. Waits for the store. */
@ApplicationScoped
public class RoomSummaries {

    private static final int MAX_MEMBERS = 200;
    private static final int MAX_MESSAGES = 50;

    private final RoomRepository rooms;
    private final MessageRepository messages;

    @Inject
    public RoomSummaries(RoomRepository rooms, MessageRepository messages) {
        this.rooms = rooms;
        this.messages = messages;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RoomSummaries() {
        this(null, null);
    }

    /** For lists: with the last message at most. */
    public RoomSummary brief(Room room) {
        return summary(room, 1);
    }

    /** For a single room: with the newest {@value #MAX_MESSAGES} messages. */
    public RoomSummary full(Room room) {
        return summary(room, MAX_MESSAGES);
    }

    private RoomSummary summary(Room room, int messageLimit) {
        List<Message> newest = messages.newest(room.id(), messageLimit);
        Page<Member> members = rooms.members(room.id(), Optional.empty(), MAX_MEMBERS);
        return new RoomSummary(
                room,
                newest,
                // Sequences have no holes: the last number is the count.
                newest.isEmpty() ? 0 : newest.get(newest.size() - 1).seq(),
                members.items(),
                members.next().isPresent()
                        ? rooms.memberCount(room.id())
                        : members.items().size());
    }
}
