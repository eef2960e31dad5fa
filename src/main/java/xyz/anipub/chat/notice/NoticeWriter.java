package xyz.anipub.chat.notice;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.people.Blocks;
import xyz.anipub.chat.room.RoomService;

/**
 * Gives notice of what waits in the {@link NoticeQueue}: stores it and has it told. Members have notice, unless they block the sender; nobody
 * has notice of one message twice.
 *
 * <p>For a timer; calls of {@link #flush} must not overlap. Asks the store once for each room and for each sender of some hundred messages, and once
 * for each person who has notice.
 */
@SingletonBean
public class NoticeWriter {

    private static final int AT_ONCE = 200;

    private final NoticeQueue queue;
    private final NoticeRepository notices;
    private final NoticeAnnouncer announcer;
    private final RoomService rooms;
    private final Blocks blocks;
    private final NoticeRules rules;
    private final LiveNodes nodes;
    private final Clock clock;

    @Inject
    public NoticeWriter(
            NoticeQueue queue,
            NoticeRepository notices,
            NoticeAnnouncer announcer,
            RoomService rooms,
            Blocks blocks,
            NoticeRules rules,
            LiveNodes nodes,
            Clock clock) {
        this.queue = queue;
        this.notices = notices;
        this.announcer = announcer;
        this.rooms = rooms;
        this.blocks = blocks;
        this.rules = rules;
        this.nodes = nodes;
        this.clock = clock;
    }

    /**
     * Writes what waits.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call does what was left
     */
    public void flush() {
        for (List<Addressed> some = queue.first(AT_ONCE); !some.isEmpty(); some = queue.first(AT_ONCE)) {
            write(some);
            queue.remove(some.size());
        }
    }

    private void write(List<Addressed> some) {
        List<Addressed> wanted = unblocked(Addressed.toMembers(some, rooms::membersAmong));
        Instant now = nodes.byStore(clock.instant());
        List<Notice> all = new ArrayList<>();
        for (Addressed each : wanted) {
            each.people()
                    .forEach((user, kind) -> all.add(
                            new Notice(notices.nextId(now), user, each.room(), each.message(), each.sender(), kind)));
        }
        if (all.isEmpty()) {
            return;
        }
        Map<MessageId, Set<UserId>> fresh = new HashMap<>();
        Set<UserId> people = new HashSet<>();
        for (Notice notice : notices.add(all)) {
            fresh.computeIfAbsent(notice.message(), message -> new HashSet<>()).add(notice.user());
            people.add(notice.user());
        }
        announcer.noticed(wanted.stream()
                .map(each -> each.only(fresh.getOrDefault(each.message(), Set.of())))
                .filter(each -> !each.people().isEmpty())
                .toList());
        people.forEach(user -> notices.trim(user, rules.max()));
    }

    private List<Addressed> unblocked(List<Addressed> some) {
        Map<UserId, Set<UserId>> people = new HashMap<>();
        some.forEach(each -> people.computeIfAbsent(each.sender(), sender -> new HashSet<>())
                .addAll(each.people().keySet()));
        people.replaceAll((sender, all) -> {
            Set<UserId> left = new HashSet<>(all);
            left.removeAll(blocks.blockersAmong(all, sender));
            return left;
        });
        return some.stream()
                .map(each -> each.only(people.getOrDefault(each.sender(), Set.of())))
                .toList();
    }
}
