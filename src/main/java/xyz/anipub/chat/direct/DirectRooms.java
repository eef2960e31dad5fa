package xyz.anipub.chat.direct;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.people.Blocks;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.History;
import xyz.anipub.chat.power.RoomPolicy.Kind;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.power.RoomPolicy.Who;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomEnding;
import xyz.anipub.chat.room.RoomListener;
import xyz.anipub.chat.room.RoomRepository;

/**
 * Opens the room of some people, hides it and shows it again. All methods wait for the store; see {@link RoomRepository}.
 *
 * <p>Of two who open the room of the same people at the same time, the store lets one create it, by a unique key; the other finds it.
 */
@SingletonBean
public class DirectRooms {

    private static final int MAX_OTHERS = 9;

    /** Of direct rooms: nobody governs them. */
    private static final RoomPolicy POLICY = new RoomPolicy(
            Kind.DIRECT, Visibility.PRIVATE, Who.MEMBERS, Duration.ZERO, Who.MODERATORS, History.ALL, 1, List.of());

    private final DirectRepository direct;
    private final RoomRepository rooms;
    private final RoomEnding ending;
    private final RoomListener listener;
    private final MembershipListener members;
    private final Blocks blocks;
    private final UserPace pace;
    private final Clock clock;

    @Inject
    public DirectRooms(
            DirectRepository direct,
            RoomRepository rooms,
            RoomEnding ending,
            RoomListener listener,
            MembershipListener members,
            Blocks blocks,
            UserPace pace,
            Clock clock) {
        this.direct = direct;
        this.rooms = rooms;
        this.ending = ending;
        this.listener = listener;
        this.members = members;
        this.blocks = blocks;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * The one room of exactly these people, which is shown again to who opens it.
     *
     * @param others 1 to {@value #MAX_OTHERS}, whether the caller is among them or not
     * @throws InvalidFieldException if they are too few or too many
     * @throws xyz.anipub.chat.people.UnreachableException if one of two, or one of a group that is new, cannot be reached
     * @throws xyz.anipub.chat.TooFastException if the user creates too many rooms at once
     */
    public Room open(Member caller, List<UserId> others) {
        Set<UserId> people = new HashSet<>(others);
        people.remove(caller.id());
        if (people.isEmpty() || people.size() > MAX_OTHERS) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID, "userIds", "userIds must be of 1 to " + MAX_OTHERS + " other people.");
        }
        Set<UserId> all = new HashSet<>(people);
        all.add(caller.id());
        DirectKey key = DirectKey.of(all);
        Optional<Room> found = direct.find(key);
        if (found.isEmpty() || people.size() == 1) {
            Map<UserId, Member> reachable = blocks.requireReachable(caller.id(), people);
            if (found.isEmpty()) {
                return create(caller, reachable, key);
            }
        }
        if (direct.show(found.get().id(), caller.id())) {
            listener.hiddenBy(caller.id(), found.get().id(), -1);
        }
        return found.get();
    }

    private Room create(Member caller, Map<UserId, Member> others, DirectKey key) {
        pace.changeRoom(caller.id());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Room room = new Room(rooms.nextId(), "", "", caller.id(), now, now, 0, others.size() + 1L).governed(POLICY);
        // As with named rooms: whatever stops before the last step leaves something to the sweep, and nobody has heard
        // of it.
        ending.plan(room.id(), true);
        rooms.addMember(room.id(), caller);
        others.values().forEach(other -> rooms.addMember(room.id(), other));
        boolean isCreated = direct.create(room, key);
        if (!isCreated) {
            rooms.removeMember(room.id(), caller.id());
            others.keySet().forEach(other -> rooms.removeMember(room.id(), other));
        }
        ending.keep(room.id(), true);
        if (!isCreated) {
            return direct.find(key).orElseThrow(() -> new UnavailableException("Somebody has just left: try again."));
        }
        listener.changed(room.id());
        members.membershipBegan(room.id(), caller.id(), "");
        others.keySet().forEach(other -> members.membershipBegan(room.id(), other, ""));
        return room;
    }

    /**
     * A member does not see a room in lists any more, until there is a new message. The member's connections are told.
     *
     * @param room one that the member may read
     * @throws ChatException {@code forbidden} if it is a named one
     */
    public void hide(Room room, UserId user, long lastSeq) {
        if (!room.policy().isDirect()) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Only direct messages can be hidden: leave the room instead.");
        }
        direct.hide(room.id(), user, lastSeq);
        listener.hiddenBy(user, room.id(), lastSeq);
    }

    /** Up to which seqs a user does not see those of some rooms that are hidden. */
    public Map<RoomId, Long> hidden(UserId user, List<RoomId> ids) {
        return direct.hidden(user, ids);
    }
}
