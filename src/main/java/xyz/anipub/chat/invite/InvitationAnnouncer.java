package xyz.anipub.chat.invite;

import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.room.Room;

/** Port to whoever tells people that they are asked into rooms. */
public interface InvitationAnnouncer {

    /** Tells all connections of a person, on all nodes. Does not wait for receivers and does not throw. */
    void invited(UserId user, Room room, Member by);
}
