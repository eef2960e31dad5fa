package xyz.anipub.chat.invite;

import jakarta.inject.Inject;
import java.time.Instant;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPower;

/** Who may invite into a room: its moderators, and its members if it allows that. Nobody into one of direct messages. */
@SingletonBean
class Inviters {

    private final Power power;

    @Inject
    Inviters(Power power) {
        this.power = power;
    }

    /**
     * Lets pass who may invite.
     *
     * @throws ChatException {@code room_not_found}, {@code not_a_member} or {@code forbidden}
     */
    RoomPower require(RoomId room, Actor actor) {
        RoomPower found = power.require(room, actor, Role.MEMBER);
        if (found.policy().isDirect()) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Nobody can be invited into direct messages.");
        }
        return found.policy().invites() == RoomPolicy.Who.MODERATORS
                ? power.require(room, actor, Role.MODERATOR)
                : found;
    }

    /** See {@link Power#now}. */
    Instant now() {
        return power.now();
    }

    /** Whether somebody may see and end the invitations of others, too. */
    boolean seesAll(RoomPower found, Actor actor) {
        return Power.isAdmin(found, actor) || found.role(actor.id()).covers(Role.MODERATOR);
    }
}
