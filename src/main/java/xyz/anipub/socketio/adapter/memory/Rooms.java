package xyz.anipub.socketio.adapter.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentHashMap.KeySetView;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Receiver;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.log.Member;

/**
 * Which socket of this node is in which room.
 *
 * <p><b>What guards what.</b> Every change of a socket's rooms happens inside the atomic update of its entry in
 * {@code members}, and from there updates the entries in {@code rooms}, never the other way round. Nothing but these two
 * maps and the member is touched in there; listeners are told by {@link #tell}. Readers walk through a room's concurrent set
 * without any lock, while others join and leave.
 *
 * <p><b>Bounds.</b> One entry for each socket that takes part; a room has an entry while a socket is in it, and
 * a socket is in a limited number of rooms.
 */
public final class Rooms {

    private final Map<String, Member> members = new ConcurrentHashMap<>();
    /** Most rooms are those of a single socket: that one's set is unmodifiable, and small. */
    private final Map<String, Set<Member>> rooms = new ConcurrentHashMap<>();

    private final SocketEmitter emitter;
    private final RoomNotices notices;
    private final int maxRooms;

    /**
     * @param maxRooms how many rooms a socket may be in, that of its own id not counted
     * @param emitter knows the sockets, and has threads on which listeners are told of many changes
     */
    public Rooms(int maxRooms, SocketEmitter emitter) {
        this.emitter = emitter;
        this.maxRooms = maxRooms;
        this.notices = new RoomNotices(emitter);
    }

    public void listen(RoomListener listener) {
        notices.add(listener);
    }

    /** Tells the listeners what has changed. To be called after each change, without a lock. */
    public void tell() {
        notices.tell();
    }

    /** It takes part from now on, in its rooms; nothing happens if one of its id does. */
    public void add(Member member) {
        members.computeIfAbsent(member.sid(), sid -> {
            member.rooms().forEach(room -> enter(member, room));
            return member;
        });
    }

    public void remove(String sid) {
        members.computeIfPresent(sid, (id, member) -> {
            member.rooms().forEach(room -> exit(member, room));
            // A log that knows it for a while longer must not keep its connection.
            member.disconnected();
            return null;
        });
    }

    /**
     * @param now as {@link Member#join}'s
     * @throws IllegalStateException if these would be too many; then the socket enters none
     */
    public void join(String sid, Set<String> joined, long now) {
        members.computeIfPresent(sid, (id, member) -> {
            if (!allows(member, joined)) {
                throw new IllegalStateException("more than " + maxRooms + " rooms");
            }
            joined.stream().filter(room -> !member.isIn(room)).forEach(room -> enter(member, room));
            member.join(joined, now);
            return member;
        });
    }

    /** Whether it may be in all of these besides its own. */
    public boolean allows(Member member, Set<String> joined) {
        long more = joined.stream().filter(room -> !member.isIn(room)).count();
        return member.rooms().size() + more <= maxRooms + 1L;
    }

    public void leave(String sid, Set<String> left) {
        members.computeIfPresent(sid, (id, member) -> {
            left.stream().filter(member::isIn).forEach(room -> exit(member, room));
            member.leave(left);
            return member;
        });
    }

    /** The socket of that id, if it takes part. */
    @Nullable
    public Member find(String sid) {
        return members.get(sid);
    }

    /** The rooms of a socket; empty if it does not take part. A snapshot. */
    public Set<String> of(String sid) {
        Member member = members.get(sid);
        return member == null ? Set.of() : member.rooms();
    }

    /** All rooms, those of single sockets included. A snapshot. */
    public Set<String> names() {
        return Set.copyOf(rooms.keySet());
    }

    /** Whether anybody is in that room. */
    public boolean exists(String room) {
        return rooms.containsKey(room);
    }

    /** How many rooms there are, those of single sockets included. */
    int count() {
        return rooms.size();
    }

    /** The ids of the selected, each once. A snapshot. */
    public List<String> sids(BroadcastOptions options) {
        return select(options).stream().map(Member::sid).toList();
    }

    /** The selected, each once; in the common case, one room and no exception, the room's own live set. */
    public Collection<Member> select(BroadcastOptions options) {
        Collection<Member> candidates = candidates(options.rooms());
        if (options.except().isEmpty()) {
            return candidates;
        }
        List<Set<Member>> excluded = present(options.except());
        List<Member> selected = new ArrayList<>(candidates.size());
        for (Member member : candidates) {
            if (excluded.stream().noneMatch(others -> others.contains(member))) {
                selected.add(member);
            }
        }
        return selected;
    }

    /** Those of the selected who are connected. */
    public List<Receiver> receivers(Collection<Member> selected) {
        List<Receiver> receivers = new ArrayList<>(selected.size());
        for (Member member : selected) {
            Receiver receiver = member.receiver(emitter);
            if (receiver != null) {
                receivers.add(receiver);
            }
        }
        return receivers;
    }

    private void enter(Member member, String room) {
        rooms.compute(room, (name, present) -> {
            if (present == null) {
                notices.note(listener -> listener.created(room));
            }
            notices.note(listener -> listener.joined(room, member.sid()));
            if (present == null) {
                return Set.of(member);
            }
            Set<Member> several = present;
            if (!(present instanceof KeySetView)) {
                several = ConcurrentHashMap.newKeySet();
                several.addAll(present);
            }
            several.add(member);
            return several;
        });
    }

    private void exit(Member member, String room) {
        rooms.computeIfPresent(room, (name, present) -> {
            notices.note(listener -> listener.left(room, member.sid()));
            if (present instanceof KeySetView) {
                present.remove(member);
                if (!present.isEmpty()) {
                    return present;
                }
            }
            notices.note(listener -> listener.deleted(room));
            return null;
        });
    }

    private Collection<Member> candidates(Set<String> named) {
        if (named.isEmpty()) {
            return members.values();
        } else if (named.size() == 1) {
            return rooms.getOrDefault(named.iterator().next(), Set.of());
        }
        Set<Member> union = new HashSet<>();
        present(named).forEach(union::addAll);
        return union;
    }

    private List<Set<Member>> present(Set<String> named) {
        return named.stream().map(rooms::get).filter(Objects::nonNull).toList();
    }
}
