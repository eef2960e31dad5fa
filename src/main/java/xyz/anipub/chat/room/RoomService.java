package xyz.anipub.chat.room;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.power.Power;

/**
 * The rules of belonging to rooms: finding, joining, leaving; {@link RoomCatalog} says which rooms there are.
 *
 * <p>Who may read a room may join it. All methods wait for the store; see {@link RoomRepository}.
 */
@SingletonBean
public class RoomService {

    private static final int MEMBERSHIPS_AT_ONCE = 1_000;

    private final RoomRepository rooms;
    private final MembershipRepository memberships;
    private final Power power;
    private final Provider<MembershipListener> listener;
    private final UserPace pace;

    /** @param listener asked for when it is needed: it asks this service who is a member */
    @Inject
    public RoomService(
            RoomRepository rooms,
            MembershipRepository memberships,
            Power power,
            Provider<MembershipListener> listener,
            UserPace pace) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.power = power;
        this.listener = listener;
        this.pace = pace;
    }

    /** @throws RoomNotFoundException if there is none */
    public Room get(RoomId id) {
        return rooms.find(id).orElseThrow(RoomNotFoundException::new);
    }

    /**
     * Rooms, last active first; see {@link RoomRepository#list}.
     *
     * @throws xyz.anipub.chat.TooFastException if the user searches too much: a name is looked for among all
     */
    public Page<Room> list(UserId caller, String nameContains, Optional<String> after, int limit) {
        if (!nameContains.isEmpty()) {
            pace.search(caller);
        }
        return rooms.list(nameContains, after, limit);
    }

    /** The rooms to which a user belongs, in the order of their ids; see {@link MembershipRepository#of}. */
    public Page<Room> roomsOf(UserId user, Optional<String> after, int limit) {
        Page<Membership> page = memberships.of(user, after, limit);
        List<RoomId> ids = page.items().stream().map(Membership::room).toList();
        Map<RoomId, Room> found = rooms.findAll(ids).stream().collect(Collectors.toMap(Room::id, Function.identity()));
        // One that is being deleted has members for a moment longer.
        return new Page<>(ids.stream().map(found::get).filter(Objects::nonNull).toList(), page.next());
    }

    /** Those of a user's rooms that were active last, in any order. */
    public List<Room> lastActiveOf(UserId user, int limit) {
        List<Room> last = List.of();
        Optional<String> after = Optional.empty();
        do {
            Page<Membership> page = memberships.of(user, after, MEMBERSHIPS_AT_ONCE);
            List<Room> more =
                    rooms.lastActive(page.items().stream().map(Membership::room).toList(), limit);
            last = Stream.concat(last.stream(), more.stream())
                    .sorted(Comparator.comparing(Room::updatedAt).reversed())
                    .limit(limit)
                    .toList();
            after = page.next();
        } while (after.isPresent());
        return last;
    }

    /** Makes a user a member, through no connection of that user's. */
    public Room join(RoomId id, Member member) {
        return join(id, member, "");
    }

    /**
     * Makes a user a member; joining twice is no error. If it is news, the user's other connections are told.
     *
     * @param connection the one that joins, which is not told; empty if none does
     * @throws RoomNotFoundException if there is no such room for this user
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned}
     * @throws xyz.anipub.chat.TooFastException if the user has joined too many rooms at once
     */
    public Room join(RoomId id, Member member, String connection) {
        pace.join(member.id());
        power.reader(id, member.id());
        Room room = get(id);
        if (!rooms.addMember(id, member)) {
            return room;
        }
        Room joined = rooms.find(id).orElseThrow(() -> {
            // Deleted meanwhile, and perhaps its memberships before this one came.
            rooms.removeMember(id, member.id());
            return new RoomNotFoundException();
        });
        listener.get().membershipBegan(id, member.id(), connection);
        return joined;
    }

    /**
     * Ends a membership and all delivery to that user in the room before it returns; leaving twice is no error.
     *
     * @throws RoomNotFoundException if there is no such room
     */
    public void leave(RoomId id, UserId user) {
        get(id);
        rooms.removeMember(id, user);
        listener.get().membershipEnded(id, user);
    }

    /**
     * Refuses all but members.
     *
     * @throws RoomNotFoundException if there is no such room
     * @throws NotAMemberException if the user does not belong to it
     */
    public void requireMember(RoomId id, UserId user) {
        if (!memberships.isMember(id, user)) {
            get(id);
            throw new NotAMemberException();
        }
    }

    /** Whether a user belongs to a room; nobody does to one that is not there. */
    public boolean isMember(RoomId id, UserId user) {
        return memberships.isMember(id, user);
    }

    /** Those of the given rooms to which a user belongs, in one question. */
    public Set<RoomId> joinedAmong(Collection<RoomId> ids, UserId user) {
        return memberships.of(user, ids).stream().map(Membership::room).collect(Collectors.toSet());
    }

    /** Those of the given users who are members; empty as well if there is no such room. */
    public Set<UserId> membersAmong(RoomId id, Collection<UserId> users) {
        return memberships.membersAmong(id, users);
    }

    /** Members in the order of their ids. */
    public Page<Member> members(RoomId id, Optional<String> after, int limit) {
        get(id);
        return rooms.members(id, after, limit);
    }

    /** Members whose name begins with a text; see {@link MembershipRepository#named}. */
    public Page<Member> membersNamed(RoomId id, String start, Optional<String> after, int limit) {
        get(id);
        return memberships.named(id, start, after, limit);
    }
}
