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
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.power.Admission;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.RestrictedException;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.Kind;
import xyz.anipub.chat.power.RoomPower;

/**
 * The rules of belonging to rooms: finding, joining, leaving; {@link RoomCatalog} says which rooms there are.
 *
 * <p>Who may read a public room may join it; into a private one people are {@linkplain #admit admitted}, and for all others it does
 * not exist. All methods wait for the store; see {@link RoomRepository}.
 */
@SingletonBean
public class RoomService {

    private static final int MEMBERSHIPS_AT_ONCE = 1_000;

    private final RoomRepository rooms;
    private final MembershipRepository memberships;
    private final Power power;
    private final Provider<MembershipListener> listener;
    private final Admission admission;
    private final UserPace pace;

    /** @param listener asked for when it is needed: it asks this service who is a member */
    @Inject
    public RoomService(
            RoomRepository rooms,
            MembershipRepository memberships,
            Power power,
            Provider<MembershipListener> listener,
            Admission admission,
            UserPace pace) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.power = power;
        this.listener = listener;
        this.admission = admission;
        this.pace = pace;
    }

    /**
     * A room whoever asks; what a caller is told of comes from {@link #readable}.
     *
     * @throws RoomNotFoundException if there is none
     */
    public Room get(RoomId id) {
        return rooms.find(id).orElseThrow(RoomNotFoundException::new);
    }

    /** Those of the rooms that exist, whoever asks; in any order. */
    public List<Room> findAll(Collection<RoomId> ids) {
        return rooms.findAll(ids);
    }

    /**
     * A room as a user may read it: its history begins where it does for that user.
     *
     * @throws RoomNotFoundException if there is no such room for the user
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned}
     */
    public Room readable(RoomId id, UserId user) {
        power.reader(id, user);
        return readable(List.of(get(id)), user).get(0);
    }

    /** The same of rooms that are told to the user anyway, and in their order; one question at most. */
    public List<Room> readable(List<Room> list, UserId user) {
        List<RoomId> cut = list.stream()
                .filter(room -> mayBeCut(room.policy()))
                .map(Room::id)
                .toList();
        if (cut.isEmpty()) {
            return list;
        }
        Map<RoomId, Membership> mine =
                memberships.of(user, cut).stream().collect(Collectors.toMap(Membership::room, Function.identity()));
        return list.stream()
                .map(room -> {
                    Membership membership = mine.get(room.id());
                    return room.from(
                            membership != null
                                    ? membership.from()
                                    : room.policy().publicFrom());
                })
                .toList();
    }

    /**
     * From which seq on a room's history is there for a user who may read it. One question at most, and none about most rooms, as
     * {@link Power} knows them.
     *
     * @throws RoomNotFoundException if there is no such room
     */
    public long firstOf(RoomId id, UserId reader) {
        RoomPolicy policy =
                power.known(id).orElseThrow(RoomNotFoundException::new).policy();
        return mayBeCut(policy)
                ? memberships.of(reader, List.of(id)).stream()
                        .findFirst()
                        .map(Membership::from)
                        .orElse(policy.publicFrom())
                : 1;
    }

    /** Most rooms are as a whole for everybody, and direct ones for their people: nothing is asked of those. */
    private static boolean mayBeCut(RoomPolicy policy) {
        return policy.isPrivate() && !policy.isDirect() || policy.publicFrom() > 1;
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

    /**
     * The rooms of a kind to which a user belongs, in the order of their ids; see {@link MembershipRepository#of}. A page may have
     * fewer than the limit, or none, before the last one.
     */
    public Page<Room> roomsOf(UserId user, Kind kind, Optional<String> after, int limit) {
        Page<Membership> page = memberships.of(user, after, limit);
        List<RoomId> ids = page.items().stream().map(Membership::room).toList();
        Map<RoomId, Room> found = rooms.findAll(ids).stream().collect(Collectors.toMap(Room::id, Function.identity()));
        // One that is being deleted has members for a moment longer.
        return new Page<>(
                ids.stream()
                        .map(found::get)
                        .filter(Objects::nonNull)
                        .filter(room -> room.policy().kind() == kind)
                        .toList(),
                page.next());
    }

    /** Those of a user's rooms that were active last, as the user may read them, in any order. */
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
        return readable(last, user);
    }

    /** Makes a user a member, through no connection of that user's. */
    public Room join(RoomId id, Member member) {
        return join(id, member, "");
    }

    /**
     * Makes a user a member of a public room; joining twice is no error. If it is news, the user's other connections are told.
     *
     * @param connection the one that joins, which is not told; empty if none does
     * @return the room as the user may read it
     * @throws RoomNotFoundException if there is no such room for this user
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned} or {@code kicked}
     * @throws xyz.anipub.chat.TooFastException if the user has joined too many rooms at once
     */
    public Room join(RoomId id, Member member, String connection) {
        pace.join(member.id());
        Admitted admitted = admit(id, member, connection, false);
        return readable(List.of(admitted.room()), member.id()).get(0);
    }

    /**
     * Makes a user a member of a room into which others have let that user, whatever its visibility.
     *
     * @throws RoomNotFoundException if there is no such room
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned} or {@code kicked}
     */
    public Admitted admit(RoomId id, Member member) {
        return admit(id, member, "", true);
    }

    private Admitted admit(RoomId id, Member member, String connection, boolean isAsked) {
        Room room = get(id);
        try {
            if (!isAsked) {
                power.reader(id, member.id());
            }
            admission.require(id, member.id());
        } catch (RestrictedException isOut) {
            // What put the user out may have stopped halfway, and left the membership.
            if (isMember(id, member.id())) {
                putOut(id, member.id());
            }
            throw isOut;
        }
        if (!rooms.addMember(id, member, room.firstOfNewMembers())) {
            return new Admitted(room, false);
        }
        try {
            // Once more: whoever puts somebody out writes it down first, and then ends the membership.
            admission.require(id, member.id());
        } catch (RuntimeException meanwhile) {
            // Also if it is not known: nobody looks again for who is a member already.
            putOut(id, member.id());
            throw meanwhile;
        }
        // Deleted meanwhile, and perhaps its memberships before this one came; or hidden, and then it is only for who
        // was asked.
        Room joined = rooms.find(id)
                .filter(found -> isAsked || !found.policy().isPrivate())
                .orElseThrow(() -> {
                    rooms.removeMember(id, member.id());
                    return new RoomNotFoundException();
                });
        listener.get().membershipBegan(id, member.id(), connection);
        return new Admitted(joined, true);
    }

    /**
     * Somebody is a member.
     *
     * @param isNew whether that is news
     */
    public record Admitted(Room room, boolean isNew) {}

    /**
     * Lets pass who may become a member, if let in.
     *
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned} or {@code kicked}
     */
    public void requireAdmissible(RoomId id, UserId user) {
        admission.require(id, user);
    }

    /**
     * Ends a membership and all delivery to that user in the room before it returns; leaving twice is no error, but for a private
     * room, which is not there for who has left.
     *
     * @throws RoomNotFoundException if there is no such room for the user
     * @throws ChatException {@code last_owner} to its only owner, {@code forbidden} to two who write to each other directly
     */
    public void leave(RoomId id, UserId user) {
        Room room = get(id);
        if (room.policy().isPrivate() && !isMember(id, user)) {
            throw new RoomNotFoundException();
        }
        if (power.known(id).filter(RoomPower::isPair).isPresent()) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Direct messages of two cannot be left: hide them.");
        }
        admission.release(id, user);
        putOut(id, user);
    }

    /** The same without the user's will. */
    public void putOut(RoomId id, UserId user) {
        rooms.removeMember(id, user);
        try {
            // Once more, where there was an owner before: somebody may have made the user one while there was a
            // membership yet.
            admission.release(id, user);
        } catch (ChatException refusal) {
            // A room that is gone has no owner; and the only one, made such at this moment, stays it for a return.
            if (refusal.code() != ErrorCode.ROOM_NOT_FOUND && refusal.code() != ErrorCode.LAST_OWNER) {
                throw refusal;
            }
        } finally {
            listener.get().membershipEnded(id, user);
        }
    }

    /**
     * Refuses all but members.
     *
     * @throws RoomNotFoundException if there is no such room for the user
     * @throws xyz.anipub.chat.member.NotAMemberException if the user does not belong to it
     */
    public void requireMember(RoomId id, UserId user) {
        if (!memberships.isMember(id, user)) {
            throw power.stranger(id);
        }
    }

    /** What who does not belong to a room is refused with: a private one is not there. */
    public ChatException stranger(RoomId id) {
        return power.stranger(id);
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

    /**
     * Members in the order of their ids, for who may read the room.
     *
     * @throws ChatException as {@link #readable}
     */
    public Page<Member> members(RoomId id, UserId reader, Optional<String> after, int limit) {
        power.reader(id, reader);
        return rooms.members(id, after, limit);
    }

    /** Members whose name begins with a text, for who may read the room; see {@link MembershipRepository#named}. */
    public Page<Member> membersNamed(RoomId id, UserId reader, String start, Optional<String> after, int limit) {
        power.reader(id, reader);
        return memberships.named(id, start, after, limit);
    }
}
