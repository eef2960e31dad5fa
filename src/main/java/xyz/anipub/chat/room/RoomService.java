package xyz.anipub.chat.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;

/**
 * The rules of rooms: creating, finding, joining, leaving.
 *
 * <p>Every room is public: who knows it may join it. All methods wait for the store; see {@link RoomRepository}.
 */
@ApplicationScoped
public class RoomService {

    private final RoomRepository rooms;
    private final MembershipListener listener;
    private final RoomRules rules;
    private final UserPace pace;
    private final Clock clock;

    @Inject
    public RoomService(RoomRepository rooms, MembershipListener listener, RoomRules rules, UserPace pace, Clock clock) {
        this.rooms = rooms;
        this.listener = listener;
        this.rules = rules;
        this.pace = pace;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RoomService() {
        this(null, null, null, null, null);
    }

    /**
     * Creates a room with its creator as the first member.
     *
     * @throws xyz.anipub.chat.InvalidFieldException if name or description break the rules
     * @throws RoomNameTakenException if the name is taken
     */
    public Room create(String name, String description, Member creator) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Room room = new Room(rooms.nextId(), rules.name(name), rules.description(description), creator.id(), now, now);
        // The membership first: if the second write fails, nothing is left that anybody could see or that takes the
        // name.
        rooms.addMember(room.id(), creator);
        try {
            rooms.create(room);
        } catch (RoomNameTakenException refusal) {
            rooms.removeMember(room.id(), creator.id());
            throw refusal;
        }
        return room;
    }

    /** @throws RoomNotFoundException if there is none */
    public Room get(RoomId id) {
        return rooms.find(id).orElseThrow(RoomNotFoundException::new);
    }

    /** Rooms, last active first; see {@link RoomRepository#list}. */
    public Page<Room> list(String nameContains, Optional<String> after, int limit) {
        return rooms.list(nameContains, after, limit);
    }

    /**
     * Makes a user a member; joining twice is no error.
     *
     * @throws RoomNotFoundException if there is no such room
     * @throws xyz.anipub.chat.TooFastException if the user has joined too many rooms at once
     */
    public Room join(RoomId id, Member member) {
        pace.join(member.id());
        Room room = get(id);
        rooms.addMember(id, member);
        return room;
    }

    /**
     * Ends a membership and all delivery to that user in the room before it returns; leaving twice is no error.
     *
     * @throws RoomNotFoundException if there is no such room
     */
    public void leave(RoomId id, UserId user) {
        get(id);
        rooms.removeMember(id, user);
        listener.membershipEnded(id, user);
    }

    /**
     * Refuses all but members.
     *
     * @throws RoomNotFoundException if there is no such room
     * @throws NotAMemberException if the user does not belong to it
     */
    public void requireMember(RoomId id, UserId user) {
        if (!rooms.isMember(id, user)) {
            get(id);
            throw new NotAMemberException();
        }
    }

    /** Those of the given users who are members; empty as well if there is no such room. */
    public Set<UserId> membersAmong(RoomId id, Collection<UserId> users) {
        return rooms.membersAmong(id, users);
    }

    /** Members in the order of their ids. */
    public Page<Member> members(RoomId id, Optional<String> after, int limit) {
        get(id);
        return rooms.members(id, after, limit);
    }

    /** How many members the room has. */
    public long memberCount(RoomId id) {
        return rooms.memberCount(id);
    }
}
