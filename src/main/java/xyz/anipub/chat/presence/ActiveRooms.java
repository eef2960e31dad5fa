package xyz.anipub.chat.presence;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * The guide's {@code activeRooms}: who is in which room right now, one entry per socket.
 *
 * <p>A bean-managed singleton: the container's own concurrency control would let in one caller at a time and open a
 * transaction for each. Rooms come and go inside {@link ConcurrentHashMap#compute}; each room guards itself. Readers get
 * snapshots. {@link #enter} and {@link #exit} report transitions of users; the caller calls them in the order in which
 * it wants to tell of them.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ActiveRooms {

    private final ConcurrentHashMap<RoomId, ActiveRoom> rooms = new ConcurrentHashMap<>();

    /**
     * A socket enters a room. Entering twice changes nothing.
     *
     * @return whether its user was not in the room before
     */
    public boolean enter(RoomId room, Presence presence) {
        boolean[] first = {false};
        rooms.compute(room, (id, active) -> {
            ActiveRoom target = active == null ? new ActiveRoom() : active;
            first[0] = target.add(presence);
            return target;
        });
        return first[0];
    }

    /**
     * A socket leaves a room. Leaving a room it is not in changes nothing.
     *
     * @return whether its user is not in the room any more, and was before
     */
    public boolean exit(RoomId room, Presence presence) {
        boolean[] last = {false};
        rooms.computeIfPresent(room, (id, active) -> {
            last[0] = active.remove(presence);
            return active.isEmpty() ? null : active;
        });
        return last[0];
    }

    /**
     * Ends the presence of all sockets in a room.
     *
     * @return those that were there
     */
    public List<Presence> end(RoomId room) {
        ActiveRoom ended = rooms.remove(room);
        return ended == null ? List.of() : ended.listed(Integer.MAX_VALUE);
    }

    /**
     * Who is in a room: users in the order of their coming, each with all sockets. If these are more than {@code limit}, each
     * user has one, and those who came last are left out.
     */
    public List<Presence> in(RoomId room, int limit) {
        return ask(room, active -> active.listed(limit), List.of());
    }

    /** The sockets of a user in a room. */
    public List<Presence> of(RoomId room, UserId user) {
        return ask(room, active -> active.of(user), List.of());
    }

    /** How many users, not sockets, are in a room. */
    public int userCount(RoomId room) {
        return ask(room, ActiveRoom::userCount, 0);
    }

    /** How many rooms have somebody in them. */
    public int roomCount() {
        return rooms.size();
    }

    /** Whether a user has a socket in a room. */
    public boolean isPresent(RoomId room, UserId user) {
        return ask(room, active -> active.contains(user), false);
    }

    /**
     * {@link #isPresent} without the container's proxy in between, for callers that ask once a message or more: on Payara a
     * call through it costs some microseconds. Safe for threads, as long as the application runs.
     */
    public BiPredicate<RoomId, UserId> presence() {
        return this::isPresent;
    }

    private <T> T ask(RoomId room, Function<ActiveRoom, T> question, T otherwise) {
        ActiveRoom active = rooms.get(room);
        return active == null ? otherwise : question.apply(active);
    }
}
