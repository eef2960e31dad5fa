package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.socketio.BroadcastOperator;

/**
 * Reports to sockets of a user whether the user is a member, and what, as the store says at this moment: of a join and a leave at
 * the same time the last report, which is made when both are stored, is right. Waits for the store.
 */
@SingletonBean
public class MembershipReports {

    private final RoomService rooms;
    private final RoomPowers powers;
    private final Clock clock;

    @Inject
    public MembershipReports(RoomService rooms, RoomPowers powers, LiveNodes nodes, Clock clock) {
        this(rooms, powers, nodes.byStore(clock));
    }

    /** @param clock the store's, so that all nodes tell of a mute as long as it holds */
    public MembershipReports(RoomService rooms, RoomPowers powers, Clock clock) {
        this.rooms = rooms;
        this.powers = powers;
        this.clock = clock;
    }

    /** @param likely what is reported while the store is away */
    void report(RoomId room, UserId user, BroadcastOperator all, boolean likely) {
        boolean member = likely;
        Optional<RoomPower> power = Optional.empty();
        try {
            member = rooms.isMember(room, user);
            power = member ? powers.of(room) : Optional.empty();
        } catch (UnavailableException away) {
            // What is likely has to do.
        }
        boolean isMember = member;
        all.emit(
                EventNames.MEMBERSHIP_CHANGED,
                power.map(known -> Payloads.membership(room, known.standing(user, clock.instant())))
                        .orElseGet(() -> Payloads.membership(room, isMember)));
    }
}
