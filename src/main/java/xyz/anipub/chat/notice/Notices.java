package xyz.anipub.chat.notice;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.people.Blocks;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/**
 * What a person has notice of, as far as that person may read it at this moment: a member of its room, not banned, from where the history
 * begins for that one, and not by somebody whom that one blocks. The messages are as they are now: one that was deleted, has expired or names the person no
 * more is not among them. All methods wait for the store.
 */
@SingletonBean
public class Notices {

    /** Many may be hidden: a list of single ones must not ask for each of those. */
    private static final int STRETCH = 100;

    private final NoticeRepository notices;
    private final MessageRepository messages;
    private final RoomService rooms;
    private final Power power;
    private final Blocks blocks;
    private final NoticeRules rules;
    private final LiveNodes nodes;
    private final Clock clock;

    @Inject
    public Notices(
            NoticeRepository notices,
            MessageRepository messages,
            RoomService rooms,
            Power power,
            Blocks blocks,
            NoticeRules rules,
            LiveNodes nodes,
            Clock clock) {
        this.notices = notices;
        this.messages = messages;
        this.rooms = rooms;
        this.power = power;
        this.blocks = blocks;
        this.rules = rules;
        this.nodes = nodes;
        this.clock = clock;
    }

    /**
     * Newest first.
     *
     * @param before the cursor of the page before, if any
     * @throws xyz.anipub.chat.InvalidFieldException if it is no cursor
     */
    public Page<Noticed> of(UserId user, Optional<String> before, int limit) {
        List<Noticed> shown = new ArrayList<>();
        Optional<String> next = before;
        do {
            Page<Notice> page = notices.of(user, next, Math.max(limit, STRETCH));
            shown.addAll(readable(user, page.items()));
            next = page.next();
        } while (shown.size() <= limit && next.isPresent());
        return Page.of(shown, limit, last -> last.notice().id());
    }

    private List<Noticed> readable(UserId user, List<Notice> page) {
        Map<RoomId, Room> readable = rooms(user, page);
        Map<MessageId, Message> found = new HashMap<>();
        if (!readable.isEmpty()) {
            messages.findAll(page.stream().map(Notice::message).toList())
                    .forEach(message -> found.put(message.id(), message));
        }
        Set<UserId> blocked =
                blocks.blockedAmong(user, page.stream().map(Notice::sender).collect(Collectors.toSet()));
        return page.stream()
                .filter(notice -> !blocked.contains(notice.sender()))
                .flatMap(notice -> noticed(notice, readable.get(notice.room()), found.get(notice.message())).stream())
                .toList();
    }

    private Map<RoomId, Room> rooms(UserId user, List<Notice> page) {
        Set<RoomId> joined =
                rooms.joinedAmong(page.stream().map(Notice::room).collect(Collectors.toSet()), user).stream()
                        // A ban is written before the membership ends.
                        .filter(room -> power.bannedUntil(room, user).isEmpty())
                        .collect(Collectors.toSet());
        return rooms.readable(rooms.findAll(joined), user).stream()
                .collect(Collectors.toMap(Room::id, Function.identity()));
    }

    private static Optional<Noticed> noticed(Notice notice, @Nullable Room room, @Nullable Message message) {
        if (room == null || message == null) {
            return Optional.empty();
        }
        return Addressed.by(message)
                .kindFor(notice.user())
                .flatMap(kind -> Message.from(room.firstSeq(), List.of(message)).stream()
                        .findFirst()
                        .map(shown -> new Noticed(notice, kind, room, shown)));
    }

    /** Takes away what is too old. Called by a timer, by one node of all. */
    public void sweep() {
        notices.removeBefore(nodes.byStore(clock.instant()).minus(rules.keep()));
    }

    /**
     * A notice and what it is about.
     *
     * @param kind why it is, as the message is now
     * @param message as its reader may read it
     */
    public record Noticed(Notice notice, Notice.Kind kind, Room room, Message message) {}
}
