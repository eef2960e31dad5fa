package xyz.anipub.chat.roomlist;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.history.NewestMessages;
import xyz.anipub.chat.history.NewestPage;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.chat.roomlist.FirstMembers.Members;

/** Puts a room together with the newest of its messages and the first of its members. Waits for the store. */
@SingletonBean
public class RoomSummaries {

    private static final int MAX_MEMBERS = 200;
    private static final int MAX_MESSAGES = 50;

    private final FirstMembers firstMembers;

    private final RoomRepository rooms;
    private final MessageRepository messages;
    private final NewestMessages newest;
    private final RoomActivity activity;

    @Inject
    public RoomSummaries(
            RoomRepository rooms,
            MessageRepository messages,
            NewestMessages newest,
            RoomActivity activity,
            FirstMembers firstMembers) {
        this.firstMembers = firstMembers;
        this.rooms = rooms;
        this.messages = messages;
        this.newest = newest;
        this.activity = activity;
    }

    /**
     * Up to where a room is at this moment; without what a summary shows, and with fewer questions.
     *
     * @param room as its reader may read it, read before: what begins later meanwhile is told live
     */
    public RoomPosition position(Room room) {
        NewestPage page = newest.page(room.id(), 1);
        return new RoomPosition(
                room.firstSeq(), page.isEmpty() ? 0 : page.last().seq(), page.lastChange());
    }

    /** With the last message at most. */
    public RoomSummary brief(Room room) {
        return summary(room, 1);
    }

    /**
     * The same for the rooms of a list, with two questions to the store, whatever the number of rooms; only crowded ones
     * cost one each, now and then. They come with fewer members, see {@link FirstMembers}.
     */
    public List<RoomSummary> briefs(List<Room> list) {
        if (list.isEmpty()) {
            return List.of();
        }
        Map<RoomId, Long> known = list.stream().collect(Collectors.toMap(Room::id, Room::seqAtLeast));
        Map<RoomId, Message> last = messages.newestOfEach(known);
        last.forEach((room, message) -> {
            if (known.getOrDefault(room, 0L) == 0) {
                // Of an older version, or new: asked for by itself, and so that it need not be again.
                activity.note(room, message.timestamp(), message.seq());
            }
        });
        Map<RoomId, Members> members = firstMembers.of(list);
        return list.stream()
                .map(room -> summary(
                        room,
                        Optional.ofNullable(last.get(room.id())).stream().toList(),
                        members.getOrDefault(room.id(), new Members(List.of(), 0)),
                        OptionalLong.empty()))
                .toList();
    }

    /** For a single room: with the newest {@value #MAX_MESSAGES} messages. */
    public RoomSummary full(Room room) {
        return summary(room, MAX_MESSAGES);
    }

    private RoomSummary summary(Room room, int messageLimit) {
        NewestPage page = newest.page(room.id(), messageLimit);
        Page<Member> members = rooms.members(room.id(), Optional.empty(), MAX_MEMBERS);
        List<UserId> first = members.items().stream().map(Member::id).toList();
        return summary(
                room, page.messages(), new Members(first, count(room, members)), OptionalLong.of(page.lastChange()));
    }

    private long count(Room room, Page<Member> members) {
        if (members.next().isEmpty()) {
            return members.items().size();
        }
        return room.isCounted() ? room.memberCount() : rooms.countMembers(room.id());
    }

    private static RoomSummary summary(Room room, List<Message> newest, Members members, OptionalLong lastChange) {
        // Sequences have no holes: the last number is the count.
        long count = newest.isEmpty() ? 0 : newest.get(newest.size() - 1).seq();
        return new RoomSummary(
                room, Message.from(room.firstSeq(), newest), count, members.first(), members.count(), lastChange);
    }
}
