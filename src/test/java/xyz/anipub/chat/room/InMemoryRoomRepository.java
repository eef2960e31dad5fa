package xyz.anipub.chat.room;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.text.NameKey;

/** Rooms and memberships in maps, with the promises of the port. */
public class InMemoryRoomRepository implements RoomRepository, MembershipRepository {

    private final StoreFaults faults;
    private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
    private final Map<RoomId, TreeMap<String, Member>> members = new LinkedHashMap<>();
    private final Map<RoomId, Map<UserId, Long>> lastRead = new HashMap<>();
    private final Map<RoomId, Map<UserId, Long>> firsts = new HashMap<>();
    private ToLongFunction<RoomId> lastSeqs = room -> 0;

    public InMemoryRoomRepository(StoreFaults faults) {
        this.faults = faults;
    }

    /** Says how far somebody has read who joins a room now. */
    public void lastSeqsBy(ToLongFunction<RoomId> newLastSeqs) {
        lastSeqs = newLastSeqs;
    }

    synchronized boolean remove(RoomId room) {
        return rooms.remove(room) != null;
    }

    synchronized void removeMembers(RoomId room) {
        members.remove(room);
        lastRead.remove(room);
    }

    @Override
    public RoomId nextId() {
        return TestIds.room();
    }

    @Override
    public synchronized void create(Room room) {
        faults.call("create");
        if (!room.policy().isPrivate()) {
            requireFree(room.id(), room.name());
        }
        rooms.put(room.id(), room);
    }

    private void requireFree(RoomId id, String name) {
        String key = NameKey.of(name);
        if (rooms.values().stream()
                .filter(other -> !other.id().equals(id) && !other.policy().isPrivate())
                .anyMatch(other -> NameKey.of(other.name()).equals(key))) {
            throw new RoomNameTakenException();
        }
    }

    @Override
    public synchronized Optional<Room> edit(RoomId id, Change change) {
        faults.call("edit");
        boolean isPrivate = rooms.containsKey(id) && rooms.get(id).policy().isPrivate();
        change.name().filter(given -> !isPrivate).ifPresent(given -> requireFree(id, given));
        return Optional.ofNullable(rooms.computeIfPresent(
                id,
                (same, room) -> new Room(
                        id,
                        change.name().orElse(room.name()),
                        change.description().orElse(room.description()),
                        room.creator(),
                        room.createdAt(),
                        room.updatedAt(),
                        room.seqAtLeast(),
                        room.memberCount(),
                        change.keeps() ? change.retention() : room.retention(),
                        room.firstSeq(),
                        change.governing().of(room.policy()))));
    }

    /** @return whether it is governed otherwise now */
    public synchronized boolean govern(RoomId id, UnaryOperator<RoomPolicy> change) {
        Room before = rooms.get(id);
        if (before == null || change.apply(before.policy()).equals(before.policy())) {
            return false;
        }
        rooms.put(id, before.governed(change.apply(before.policy())));
        return true;
    }

    @Override
    public synchronized Optional<Room> hide(RoomId id) {
        faults.call("hide");
        return find(id).filter(room -> !room.policy().isPrivate()).map(room -> seen(room, Visibility.PRIVATE, 1));
    }

    @Override
    public synchronized Optional<Room> show(RoomId id, Optional<String> name, long publicFrom) {
        faults.call("show");
        Optional<Room> hidden = find(id).filter(room -> room.policy().isPrivate());
        hidden.ifPresent(room -> requireFree(id, name.orElse(room.name())));
        name.filter(given -> hidden.isPresent()).ifPresent(given -> edit(id, name, Optional.empty()));
        return hidden.flatMap(room -> find(id)).map(room -> seen(room, Visibility.PUBLIC, publicFrom));
    }

    @Override
    public synchronized Optional<Room> publicFrom(RoomId id, long seq) {
        return find(id).filter(room -> !room.policy().isPrivate()).map(room -> seen(room, Visibility.PUBLIC, seq));
    }

    private Room seen(Room room, Visibility visibility, long from) {
        Room changed = room.governed(room.policy().seen(visibility, from));
        rooms.put(room.id(), changed);
        return changed;
    }

    /** Its history begins there. */
    public synchronized void begin(RoomId id, long firstSeq) {
        rooms.computeIfPresent(
                id,
                (same, room) -> new Room(
                        id,
                        room.name(),
                        room.description(),
                        room.creator(),
                        room.createdAt(),
                        room.updatedAt(),
                        room.seqAtLeast(),
                        room.memberCount(),
                        room.retention(),
                        firstSeq,
                        room.policy()));
    }

    @Override
    public synchronized List<Room> findAll(Collection<RoomId> ids) {
        faults.call("findAll");
        return ids.stream().map(rooms::get).filter(Objects::nonNull).toList();
    }

    @Override
    public synchronized List<Room> lastActive(Collection<RoomId> ids, int limit) {
        faults.call("lastActive");
        return ids.stream()
                .map(rooms::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Room::updatedAt).reversed())
                .limit(limit)
                .toList();
    }

    /** Without a fault: what is kept of it in memory is not the subject of who counts questions. */
    public synchronized Optional<RoomPolicy> policy(RoomId id) {
        return Optional.ofNullable(rooms.get(id)).map(Room::policy);
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
                .filter(room -> !room.policy().isPrivate())
                .filter(room -> NameKey.of(room.name()).contains(NameKey.of(nameContains)))
                .sorted(Comparator.comparing(Room::updatedAt).reversed())
                .toList();
        int from = after.map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + limit);
        return new Page<>(
                all.subList(from, to), to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public synchronized void touch(Map<RoomId, Activity> active) {
        faults.call("touch");
        active.forEach((id, last) -> rooms.computeIfPresent(
                id,
                (same, room) -> new Room(
                        id,
                        room.name(),
                        room.description(),
                        room.creator(),
                        room.createdAt(),
                        last.at().isAfter(room.updatedAt()) ? last.at() : room.updatedAt(),
                        Math.max(last.seq(), room.seqAtLeast()),
                        room.memberCount(),
                        room.retention(),
                        room.firstSeq(),
                        room.policy())));
    }

    @Override
    public boolean addMember(RoomId room, Member member, long from) {
        faults.call("addMember");
        boolean fresh;
        synchronized (this) {
            fresh = members.computeIfAbsent(room, id -> new TreeMap<>())
                            .put(member.id().value(), member)
                    == null;
            if (fresh) {
                lastRead.computeIfAbsent(room, id -> new HashMap<>()).put(member.id(), lastSeqs.applyAsLong(room));
                firsts.computeIfAbsent(room, id -> new HashMap<>())
                        .put(member.id(), from == FROM_NOW ? lastSeqs.applyAsLong(room) + 1 : from);
                count(room, 1);
            }
        }
        faults.call("addMember done");
        return fresh;
    }

    @Override
    public synchronized Set<UserId> readersAmong(RoomId room, Collection<UserId> users, long seq) {
        return users.stream()
                .filter(user -> membersOf(room).containsKey(user.value()))
                .filter(user -> firsts.getOrDefault(room, Map.of()).getOrDefault(user, 1L) <= seq)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized List<Membership> of(UserId user, Collection<RoomId> ids) {
        faults.call("membershipsOf");
        return ids.stream()
                .filter(room -> membersOf(room).containsKey(user.value()))
                .map(room -> new Membership(
                        room,
                        lastRead(room, user),
                        firsts.getOrDefault(room, Map.of()).getOrDefault(user, 1L),
                        false))
                .toList();
    }

    @Override
    public synchronized Page<Membership> of(UserId user, Optional<String> after, int limit) {
        List<RoomId> mine = members.keySet().stream()
                .filter(room -> membersOf(room).containsKey(user.value()))
                .filter(room -> after.isEmpty() || room.value().compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(RoomId::value))
                .toList();
        List<RoomId> page = mine.subList(0, Math.min(limit, mine.size()));
        return new Page<>(
                of(user, page),
                page.size() < mine.size()
                        ? Optional.of(page.get(page.size() - 1).value())
                        : Optional.empty());
    }

    @Override
    public synchronized Optional<Marked> markRead(RoomId room, UserId user, long seq) {
        faults.call("markRead");
        if (!membersOf(room).containsKey(user.value())) {
            return Optional.empty();
        }
        long before = lastRead(room, user);
        long now = Math.max(before, seq);
        lastRead.computeIfAbsent(room, id -> new HashMap<>()).put(user, now);
        return Optional.of(new Marked(now, now > before));
    }

    @Override
    public synchronized void markRead(Collection<Mark> marks) {
        faults.call("markManyRead");
        marks.forEach(mark -> markRead(mark.room(), mark.user(), mark.seq()));
    }

    @Override
    public synchronized Page<Member> named(RoomId room, String start, Optional<String> after, int limit) {
        return new Page<>(
                membersOf(room).values().stream()
                        .filter(member -> NameKey.of(member.name()).startsWith(NameKey.of(start)))
                        .sorted(Comparator.comparing(member -> NameKey.of(member.name())))
                        .limit(limit)
                        .toList(),
                Optional.empty());
    }

    private long lastRead(RoomId room, UserId user) {
        return lastRead.getOrDefault(room, Map.of()).getOrDefault(user, 0L);
    }

    @Override
    public void removeMember(RoomId room, UserId user) {
        faults.call("removeMember");
        synchronized (this) {
            if (membersOf(room).remove(user.value()) != null) {
                count(room, -1);
            }
            lastRead.getOrDefault(room, new HashMap<>()).remove(user);
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
                .filter(member -> nameKeys.contains(NameKey.of(member.name())))
                .collect(Collectors.toMap(
                        member -> NameKey.of(member.name()), member -> member, (first, other) -> first));
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
    public synchronized long countMembers(RoomId room) {
        faults.call("countMembers");
        return membersOf(room).size();
    }

    @Override
    public synchronized Map<RoomId, List<UserId>> allMembers(Collection<RoomId> rooms) {
        faults.call("allMembers");
        return rooms.stream()
                .filter(members::containsKey)
                .collect(Collectors.toMap(room -> room, room -> membersOf(room).values().stream()
                        .map(Member::id)
                        .toList()));
    }

    private void count(RoomId id, int change) {
        rooms.computeIfPresent(
                id,
                (same, room) -> room.isCounted()
                        ? new Room(
                                id,
                                room.name(),
                                room.description(),
                                room.creator(),
                                room.createdAt(),
                                room.updatedAt(),
                                room.seqAtLeast(),
                                room.memberCount() + change,
                                room.retention(),
                                room.firstSeq(),
                                room.policy())
                        : room);
    }

    private TreeMap<String, Member> membersOf(RoomId room) {
        return members.getOrDefault(room, new TreeMap<>());
    }
}
