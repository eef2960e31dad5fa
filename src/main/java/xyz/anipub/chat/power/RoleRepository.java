package xyz.anipub.chat.power;

import java.util.List;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Where roles are given and taken; {@link RoomPowerRepository} says who has which. Waits and fails as that does. */
public interface RoleRepository {

    /**
     * Gives a room other owners, unless it has others than those by now.
     *
     * @return whether it has done so
     */
    boolean replaceOwners(RoomId room, List<UserId> before, List<UserId> after);

    /**
     * Makes a member a moderator, or not any more.
     *
     * @return false if the user is no member
     */
    boolean setModerator(RoomId room, UserId user, boolean moderator);
}
