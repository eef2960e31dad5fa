package xyz.anipub.chat.room;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.room.RoomRepository.Change;
import xyz.anipub.chat.room.RoomRepository.Governing;

/**
 * Which rooms there are: creating them, and what only their owners may do, which is to rename, describe, govern and delete
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
    private final Power power;
    private final PowerChanges changes;
    private final Clock clock;

    @Inject
    public RoomCatalog(
            RoomRepository rooms,
            RoomListener listener,
            MembershipListener members,
            RoomEnding ending,
            RoomRules rules,
            UserPace pace,
            Power power,
            PowerChanges changes,
            Clock clock) {
        this.rooms = rooms;
        this.listener = listener;
        this.members = members;
        this.ending = ending;
        this.rules = rules;
        this.pace = pace;
        this.power = power;
        this.changes = changes;
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
        return create(name, description, retention, Visibility.PUBLIC, creator);
    }

    /** The same; of a private room the name is nobody's business, and others may have it as well. */
    public Room create(
            String name, String description, Optional<String> retention, Visibility visibility, Member creator) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Room room = new Room(
                        rooms.nextId(), rules.name(name), rules.description(description), creator.id(), now, now, 0, 1)
                .keeping(retention.map(rules::retention));
        boolean isPrivate = visibility == Visibility.PRIVATE;
        return create(isPrivate ? room.governed(room.policy().seen(Visibility.PRIVATE, 1)) : room, creator);
    }

    private Room create(Room room, Member creator) {
        boolean isPrivate = room.policy().isPrivate();
        pace.changeRoom(creator.id());
        // Whatever stops before the last step, on this node or in the store, leaves something to the sweep of rooms
        // that are
        // to go; nobody has been told of the room then.
        ending.plan(room.id(), isPrivate);
        rooms.addMember(room.id(), creator);
        try {
            rooms.create(room);
        } catch (RoomNameTakenException refusal) {
            rooms.removeMember(room.id(), creator.id());
            ending.keep(room.id(), isPrivate);
            throw refusal;
        }
        ending.keep(room.id(), isPrivate);
        listener.changed(room.id());
        members.membershipBegan(room.id(), creator.id(), "");
        return room;
    }

    /**
     * Changes a room, all or nothing; what is not given stays, even if somebody else changes it meanwhile. When it returns, who may
     * post, and how often, counts on all nodes; what is older than messages are kept then is gone within a minute, and for good.
     *
     * @return the room as it is now
     * @throws RoomNotFoundException if there is no such room
     * @throws xyz.anipub.chat.member.NotAMemberException if the caller does not belong to it
     * @throws ChatException {@code forbidden} to all but its owners
     * @throws xyz.anipub.chat.InvalidFieldException if one of them breaks the rules
     * @throws RoomNameTakenException if another room has that name
     * @throws xyz.anipub.chat.TooFastException if the user creates or changes too many rooms at once
     */
    public Room edit(RoomId id, Actor caller, RoomEdit edit) {
        return edit(id, caller, edit, true);
    }

    /**
     * The first half of {@link #edit}, for who changes something else of the room before: refuses what breaks the rules.
     *
     * @return the name that is given, as it will be
     */
    public Optional<String> check(RoomId id, Actor caller, RoomEdit edit) {
        Change change = change(edit);
        requireOwner(id, caller);
        return change.name();
    }

    /** Changes a room together with something else, which has been counted as a change of a room already. */
    public Room editAlong(RoomId id, Actor caller, RoomEdit edit) {
        return edit(id, caller, edit, false);
    }

    private Change change(RoomEdit edit) {
        return new Change(
                edit.name().map(rules::name),
                edit.description().map(rules::description),
                edit.keeps(),
                edit.retention().map(rules::retention),
                new Governing(
                        edit.posting().map(text -> RoomRules.who("posting", text)),
                        edit.slowMode().map(RoomRules::slowMode),
                        edit.invites().map(text -> RoomRules.who("invites", text)),
                        edit.history().map(RoomRules::history)));
    }

    private Room edit(RoomId id, Actor caller, RoomEdit edit, boolean counts) {
        Change change = change(edit);
        Room before = requireOwner(id, caller);
        boolean isShown = edit.name().isPresent() || edit.description().isPresent();
        boolean governs = !change.governing().of(before.policy()).equals(before.policy());
        if (!isShown && !governs && (!edit.keeps() || before.retention().equals(change.retention()))) {
            return before;
        }
        if (counts) {
            pace.changeRoom(caller.id());
        }
        Room after = rooms.edit(id, change).orElseThrow(RoomNotFoundException::new);
        if (governs) {
            changes.publish(id);
        }
        if (isShown || governs) {
            listener.changed(id);
        }
        return after;
    }

    /**
     * Deletes a room and all that belongs to it. When this returns, nobody finds it, belongs to it, is present in it or
     * hears anything from it; its messages go in the background.
     *
     * @throws RoomNotFoundException if there is no such room, as after the first time
     * @throws ChatException {@code forbidden} to all but its owners
     */
    public void delete(RoomId id, Actor caller) {
        Room room = requireOwner(id, caller);
        if (room.policy().isPrivate()) {
            Collection<UserId> members = rooms.allMembers(List.of(id)).getOrDefault(id, List.of());
            ending.end(id, true);
            listener.vanished(id, members);
        } else {
            ending.end(id, false);
        }
    }

    private Room requireOwner(RoomId id, Actor caller) {
        Room room = rooms.find(id).orElseThrow(RoomNotFoundException::new);
        power.require(id, caller, Role.OWNER);
        return room;
    }
}
