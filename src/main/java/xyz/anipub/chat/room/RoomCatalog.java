package xyz.anipub.chat.room;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.room.RoomRepository.Change;

/**
 * Which rooms there are: creating them, and what only their creators may do, which is to rename, describe and delete
 * them, and to say how long they keep messages. All methods wait for the store; see {@link RoomRepository}.
 */
@SingletonBean
public class RoomCatalog {

    private final RoomRepository rooms;
    private final RoomListener listener;
    private final MembershipListener members;
    private final RoomEnding ending;
    private final RoomRules rules;
    private final UserPace pace;
    private final Clock clock;

    @Inject
    public RoomCatalog(
            RoomRepository rooms,
            RoomListener listener,
            MembershipListener members,
            RoomEnding ending,
            RoomRules rules,
            UserPace pace,
            Clock clock) {
        this.rooms = rooms;
        this.listener = listener;
        this.members = members;
        this.ending = ending;
        this.rules = rules;
        this.pace = pace;
        this.clock = clock;
    }

    /** Creates a room that goes by the server's retention. */
    public Room create(String name, String description, Member creator) {
        return create(name, description, Optional.empty(), creator);
    }

    /**
     * Creates a room with its creator as the first member.
     *
     * @param retention how long it keeps messages; empty for the server's rule
     * @throws xyz.anipub.chat.InvalidFieldException if name, description or retention break the rules
     * @throws RoomNameTakenException if the name is taken
     * @throws xyz.anipub.chat.TooFastException if the user creates or changes too many rooms at once
     */
    public Room create(String name, String description, Optional<String> retention, Member creator) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Room room = new Room(
                        rooms.nextId(), rules.name(name), rules.description(description), creator.id(), now, now, 0, 1)
                .keeping(retention.map(rules::retention));
        pace.changeRoom(creator.id());
        // Whatever stops before the last step, on this node or in the store, leaves something to the sweep of rooms
        // that are
        // to go; nobody has been told of the room then.
        ending.plan(room.id());
        rooms.addMember(room.id(), creator);
        try {
            rooms.create(room);
        } catch (RoomNameTakenException refusal) {
            rooms.removeMember(room.id(), creator.id());
            ending.keep(room.id());
            throw refusal;
        }
        ending.keep(room.id());
        listener.changed(room.id());
        members.membershipBegan(room.id(), creator.id(), "");
        return room;
    }

    /**
     * Changes the name, the description or both; what is not given stays, even if somebody else changes it meanwhile.
     *
     * @return the room as it is now
     * @throws RoomNotFoundException if there is no such room
     * @throws ChatException {@code forbidden} to all but the creator
     * @throws xyz.anipub.chat.InvalidFieldException if one of them breaks the rules
     * @throws RoomNameTakenException if another room has that name
     * @throws xyz.anipub.chat.TooFastException if the user creates or changes too many rooms at once
     */
    public Room edit(RoomId id, UserId caller, Optional<String> name, Optional<String> description) {
        return edit(id, caller, name, description, false, Optional.empty());
    }

    /**
     * The same, and says how long the room keeps messages, all or nothing. What is older then is gone within a minute, and for good.
     *
     * @param keeps whether it says that
     * @param retention empty for the server's rule
     */
    public Room edit(
            RoomId id,
            UserId caller,
            Optional<String> name,
            Optional<String> description,
            boolean keeps,
            Optional<String> retention) {
        Change change = new Change(
                name.map(rules::name), description.map(rules::description), keeps, retention.map(rules::retention));
        Room before = requireCreator(id, caller);
        boolean isShown = name.isPresent() || description.isPresent();
        if (!isShown && (!keeps || before.retention().equals(change.retention()))) {
            return before;
        }
        pace.changeRoom(caller);
        Room after = rooms.edit(id, change).orElseThrow(RoomNotFoundException::new);
        if (isShown) {
            listener.changed(id);
        }
        return after;
    }

    /**
     * Deletes a room and all that belongs to it. When this returns, nobody finds it, belongs to it, is present in it or
     * hears anything from it; its messages go in the background.
     *
     * @throws RoomNotFoundException if there is no such room, as after the first time
     * @throws ChatException {@code forbidden} to all but the creator
     */
    public void delete(RoomId id, UserId caller) {
        requireCreator(id, caller);
        ending.end(id);
    }

    private Room requireCreator(RoomId id, UserId caller) {
        Room room = rooms.find(id).orElseThrow(RoomNotFoundException::new);
        if (!room.creator().equals(caller)) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Only who created the room may do this.");
        }
        return room;
    }
}
