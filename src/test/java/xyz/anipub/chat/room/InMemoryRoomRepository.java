package xyz.anipub.chat.room;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;

/** Rooms and memberships in maps, with the promises of the port. */
public class InMemoryRoomRepository implements RoomRepository {

    private final StoreFaults faults;
    private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
    private final Map<RoomId, TreeMap<String, Member>> members = new LinkedHashMap<>();

    public InMemoryRoomRepository(StoreFaults faults) {
        this.faults = faults;
    }

    @Override
    public RoomId nextId() {
        return TestIds.room();
    }

    @Override
    public synchronized void create(Room room) {
        faults.call("create");
        String key = RoomRules.nameKey(room.name());
        if (rooms.values().stream()
                .anyMatch(other -> RoomRules.nameKey(other.name()).equals(key))) {
            throw new RoomNameTakenException();
        }
        rooms.put(room.id(), room);
    }

    @Override
    public synchronized Optional<Room> find(RoomId id) {
        faults.call("findRoom");
        return Optional.ofNullable(rooms.get(id));
    }

    @Override
    public synchronized Page<Room> list(String nameContains, Optional<String> after, int limit) {
        faults.call("list");
        List<Room> all = rooms.values().stream()
                .filter(room -> RoomRules.nameKey(room.name()).contains(RoomRules.nameKey(nameContains)))
                .sorted(Comparator.comparing(Room::updatedAt).reversed())
                .toList();
        int from = after.map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + limit);
        return new Page<>(
                all.subList(from, to), to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public synchronized void touch(RoomId id, Instant activeAt, long seq) {
        faults.call("touch");
        rooms.computeIfPresent(
                id,
                (same, room) -> new Room(
                        id,
                        room.name(),
                        room.description(),
                        room.creator(),
                        room.createdAt(),
                        activeAt.isAfter(room.updatedAt()) ? activeAt : room.updatedAt(),
                        Math.max(seq, room.seqAtLeast())));
    }

    @Override
    public void addMember(RoomId room, Member member) {
        faults.call("addMember");
        synchronized (this) {
            members.computeIfAbsent(room, id -> new TreeMap<>()).put(member.id().value(), member);
        }
        faults.call("addMember done");
    }

    @Override
    public void removeMember(RoomId room, UserId user) {
        faults.call("removeMember");
        synchronized (this) {
            membersOf(room).remove(user.value());
        }
        faults.call("removeMember done");
    }

    @Override
    public Set<UserId> membersAmong(RoomId room, Collection<UserId> users) {
        faults.call("membersAmong");
        Set<UserId> among = new HashSet<>();
        synchronized (this) {
            users.stream()
                    .filter(user -> membersOf(room).containsKey(user.value()))
                    .forEach(among::add);
        }
        faults.call("membersAmong done");
        return among;
    }

    @Override
    public synchronized Map<String, Member> membersNamed(RoomId room, Collection<String> nameKeys) {
        faults.call("membersNamed");
        return membersOf(room).values().stream()
                .filter(member -> nameKeys.contains(RoomRules.nameKey(member.name())))
                .collect(Collectors.toMap(
                        member -> RoomRules.nameKey(member.name()), member -> member, (first, other) -> first));
    }

    @Override
    public synchronized Page<Member> members(RoomId room, Optional<String> after, int limit) {
        faults.call("members");
        List<Member> rest =
                List.copyOf(after.map(id -> membersOf(room).tailMap(id, false).values())
                        .orElseGet(() -> membersOf(room).values()));
        return rest.size() <= limit
                ? new Page<>(rest, Optional.empty())
                : new Page<>(
                        rest.subList(0, limit),
                        Optional.of(rest.get(limit - 1).id().value()));
    }

    @Override
    public synchronized long memberCount(RoomId room) {
        faults.call("memberCount");
        return membersOf(room).size();
    }

    @Override
    public synchronized Map<RoomId, Members> membersOf(Collection<RoomId> rooms, int limit) {
        faults.call("membersOf");
        return rooms.stream()
                .filter(members::containsKey)
                .collect(Collectors.toMap(
                        room -> room,
                        room -> new Members(
                                membersOf(room).values().stream()
                                        .limit(limit)
                                        .map(Member::id)
                                        .toList(),
                                membersOf(room).size())));
    }

    private TreeMap<String, Member> membersOf(RoomId room) {
        return members.getOrDefault(room, new TreeMap<>());
    }
}
