package xyz.anipub.chat.roomlist;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;

/** Who of those that are connected belongs to a private room: of two ways to ask it takes the one that reads less. Waits for the store. */
@SingletonBean
public class MembersHere {

    private static final int AT_ONCE = 1_000;

    private final RoomRepository rooms;
    private final MembershipRepository memberships;

    @Inject
    public MembersHere(RoomRepository rooms, MembershipRepository memberships) {
        this.rooms = rooms;
        this.memberships = memberships;
    }

    Set<UserId> of(Room room, Set<UserId> here) {
        if (here.isEmpty()) {
            return Set.of();
        }
        Set<UserId> members = new HashSet<>();
        if (room.isCounted() && room.memberCount() < here.size()) {
            members.addAll(rooms.allMembers(List.of(room.id())).getOrDefault(room.id(), List.of()));
            members.retainAll(here);
            return members;
        }
        List<UserId> all = new ArrayList<>(here);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            members.addAll(
                    memberships.membersAmong(room.id(), all.subList(from, Math.min(all.size(), from + AT_ONCE))));
        }
        return members;
    }
}
