package xyz.anipub.socketio.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which socket of this node is in which room.
 *
 * <p><b>What guards what.</b> Every change of a socket's rooms happens inside the atomic update of its entry in
 * {@code sids}, and from there updates the entries in {@code rooms}, never the other way round. Nothing but these two
 * maps is touched in there; listeners are told by {@link #tell}. Readers walk through a room's concurrent set without any
 * lock, while others join and leave.
 *
 * <p><b>Bounds.</b> One entry for each socket that takes part; a room has an entry while a socket is in it, and
 * a socket is in a limited number of rooms.
 */
final class Rooms {

    private final Map<String, Set<String>> sids = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> rooms = new ConcurrentHashMap<>();
    private final RoomNotices notices;
    private final int maxRooms;

    /**
     * @param maxRooms how many rooms a socket may be in, that of its own id not counted
     * @param threads where listeners are told of many changes
     */
    Rooms(int maxRooms, SocketEmitter threads) {
        this.maxRooms = maxRooms;
        this.notices = new RoomNotices(threads);
    }

    void listen(RoomListener listener) {
        notices.add(listener);
    }

    /** Tells the listeners what has changed. To be called after each change, without a lock. */
    void tell() {
        notices.tell();
    }

    void add(String sid) {
        sids.computeIfAbsent(sid, id -> {
            enter(id, id);
            return Set.of(id);
        });
    }

    void remove(String sid) {
        sids.computeIfPresent(sid, (id, mine) -> {
            mine.forEach(room -> exit(id, room));
            return null;
        });
    }

    /** @throws IllegalStateException if these would be too many; then the socket enters none */
    void join(String sid, Set<String> joined) {
        sids.computeIfPresent(sid, (id, mine) -> {
            Set<String> all = new LinkedHashSet<>(mine);
            all.addAll(joined);
            if (!allows(all)) {
                throw new IllegalStateException("more than " + maxRooms + " rooms");
            }
            all.stream().filter(room -> !mine.contains(room)).forEach(room -> enter(id, room));
            return Set.copyOf(all);
        });
    }

    /** Whether a socket may be in all of these at the same time, its own among them. */
    boolean allows(Set<String> all) {
        return all.size() <= maxRooms + 1L;
    }

    void leave(String sid, String room) {
        sids.computeIfPresent(sid, (id, mine) -> {
            Set<String> rest = new LinkedHashSet<>(mine);
            if (rest.remove(room)) {
                exit(id, room);
            }
            return Set.copyOf(rest);
        });
    }

    /** The rooms of a socket; empty if it does not take part. A snapshot. */
    Set<String> of(String sid) {
        return sids.getOrDefault(sid, Set.of());
    }

    /** How many rooms there are, those of single sockets included. */
    int count() {
        return rooms.size();
    }

    /** The selected ids, each once; in the common case, one room and no exception, the room's own live set. */
    Collection<String> select(BroadcastOptions options) {
        Collection<String> candidates = candidates(options.rooms());
        List<Set<String>> excluded = present(options.except());
        if (excluded.isEmpty()) {
            return candidates;
        }
        List<String> selected = new ArrayList<>(candidates.size());
        for (String sid : candidates) {
            if (excluded.stream().noneMatch(members -> members.contains(sid))) {
                selected.add(sid);
            }
        }
        return selected;
    }

    private void enter(String sid, String room) {
        rooms.compute(room, (name, members) -> {
            Set<String> present = members;
            if (present == null) {
                // Most rooms are those of a single socket.
                present = ConcurrentHashMap.newKeySet(1);
                notices.note(listener -> listener.created(room));
            }
            present.add(sid);
            notices.note(listener -> listener.joined(room, sid));
            return present;
        });
    }

    private void exit(String sid, String room) {
        rooms.computeIfPresent(room, (name, members) -> {
            members.remove(sid);
            notices.note(listener -> listener.left(room, sid));
            if (!members.isEmpty()) {
                return members;
            }
            notices.note(listener -> listener.deleted(room));
            return null;
        });
    }

    private Collection<String> candidates(Set<String> named) {
        if (named.isEmpty()) {
            return sids.keySet();
        }
        List<Set<String>> members = present(named);
        if (members.size() == 1) {
            return members.get(0);
        }
        Set<String> union = new HashSet<>();
        members.forEach(union::addAll);
        return union;
    }

    private List<Set<String>> present(Set<String> named) {
        return named.stream().map(rooms::get).filter(Objects::nonNull).toList();
    }
}
