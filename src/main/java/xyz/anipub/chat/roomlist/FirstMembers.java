package xyz.anipub.chat.roomlist;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;

/**
 * The first {@value #SHOWN} members of the rooms of a list, so that a list costs little however crowded its rooms are.
 *
 * <p>Rooms with no more members are read together. The others are read one by one, by the index, and remembered for ten
 * seconds: the {@value #REMEMBERED} that were read last. The monitor of the memory guards it; nothing waits inside.
 */
@SingletonBean
public class FirstMembers {

    static final int SHOWN = 20;

    static final Duration FRESH = Duration.ofSeconds(10);

    private static final int REMEMBERED = 1_000;

    private final RoomRepository rooms;
    private final Clock clock;
    private final Map<RoomId, Remembered> crowded = new LinkedHashMap<>();

    @Inject
    public FirstMembers(RoomRepository rooms, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    /** Who belongs to each of these rooms. Waits for the store. */
    Map<RoomId, Members> of(List<Room> list) {
        Map<RoomId, Members> members = new HashMap<>();
        List<RoomId> few = list.stream()
                .filter(room -> room.isCounted() && room.memberCount() <= SHOWN)
                .map(Room::id)
                .toList();
        rooms.allMembers(few).forEach((room, all) -> members.put(room, new Members(all, all.size())));
        few.forEach(room -> members.putIfAbsent(room, new Members(List.of(), 0)));
        for (Room room : list) {
            if (!members.containsKey(room.id())) {
                Members first = first(room);
                members.put(room.id(), room.isCounted() ? new Members(first.first(), room.memberCount()) : first);
            }
        }
        return members;
    }

    private Members first(Room room) {
        Instant now = clock.instant();
        Optional<Members> remembered = remembered(room.id(), now);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Page<Member> page = rooms.members(room.id(), Optional.empty(), SHOWN);
        List<UserId> first = page.items().stream().map(Member::id).collect(Collectors.toUnmodifiableList());
        boolean all = page.next().isEmpty();
        long count = all ? first.size() : room.isCounted() ? room.memberCount() : rooms.countMembers(room.id());
        Members members = new Members(first, count);
        remember(room.id(), new Remembered(members, now.plus(FRESH)));
        return members;
    }

    private Optional<Members> remembered(RoomId room, Instant now) {
        synchronized (crowded) {
            return Optional.ofNullable(crowded.get(room))
                    .filter(entry -> now.isBefore(entry.until()))
                    .map(Remembered::members);
        }
    }

    private void remember(RoomId room, Remembered entry) {
        synchronized (crowded) {
            crowded.remove(room);
            crowded.put(room, entry);
            if (crowded.size() > REMEMBERED) {
                crowded.remove(crowded.keySet().iterator().next());
            }
        }
    }

    private record Remembered(Members members, Instant until) {}

    /**
     * Who belongs to a room.
     *
     * @param first the first ones in the order of their ids
     * @param count how many they all are
     */
    record Members(List<UserId> first, long count) {}
}
