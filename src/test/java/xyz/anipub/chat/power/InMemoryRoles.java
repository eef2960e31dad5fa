package xyz.anipub.chat.power;

import java.util.List;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.room.InMemoryRoomPowers;
import xyz.anipub.chat.room.InMemoryRoomRepository;

/** Roles in the maps of rooms and their powers, with the promises of the port. */
public class InMemoryRoles implements RoleRepository {

    private final InMemoryRoomRepository rooms;
    private final InMemoryRoomPowers powers;

    public InMemoryRoles(InMemoryRoomRepository rooms, InMemoryRoomPowers powers) {
        this.rooms = rooms;
        this.powers = powers;
    }

    @Override
    public boolean replaceOwners(RoomId room, List<UserId> before, List<UserId> after) {
        return rooms.govern(
                room, policy -> policy.owners().equals(before) ? policy.owned(after) : policy);
    }

    @Override
    public boolean setModerator(RoomId room, UserId user, boolean moderator) {
        if (!rooms.isMember(room, user)) {
            return false;
        }
        powers.moderate(room, user, moderator);
        return true;
    }
}
