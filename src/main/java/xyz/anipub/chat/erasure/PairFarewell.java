package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.people.PeopleDirectory;
import xyz.anipub.chat.power.RoomPolicy.Who;
import xyz.anipub.chat.room.PowerChanges;
import xyz.anipub.chat.room.RoomListener;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.chat.room.RoomRepository.Change;
import xyz.anipub.chat.room.RoomRepository.Governing;

/** The direct room of two, of whom one is gone: the other reads it, under another name, and nobody writes there. */
@SingletonBean
class PairFarewell {

    private final RoomRepository rooms;
    private final PeopleDirectory people;
    private final PowerChanges changes;
    private final RoomListener listener;

    @Inject
    PairFarewell(RoomRepository rooms, PeopleDirectory people, PowerChanges changes, RoomListener listener) {
        this.rooms = rooms;
        this.people = people;
        this.changes = changes;
        this.listener = listener;
    }

    /** Whether there is still somebody to read it. */
    boolean leave(RoomId room, UserId user) {
        List<UserId> others = rooms.allMembers(List.of(room)).values().stream()
                .flatMap(Collection::stream)
                .filter(member -> !member.equals(user))
                .toList();
        if (people.there(others).isEmpty()) {
            return false;
        }
        // Of direct rooms nobody is a moderator.
        Governing silent = new Governing(Optional.of(Who.MODERATORS), Optional.empty(), Optional.empty());
        rooms.edit(room, new Change(Optional.empty(), Optional.empty(), false, Optional.empty(), silent));
        changes.publish(room);
        rooms.addMember(room, ErasedPerson.member(user));
        listener.changed(room);
        return true;
    }
}
