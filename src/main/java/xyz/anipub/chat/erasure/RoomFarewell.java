package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.power.SanctionRepository;
import xyz.anipub.chat.room.PowerChanges;
import xyz.anipub.chat.room.RoomEnding;
import xyz.anipub.chat.room.RoomService;

/**
 * Takes one person out of one room. A room that nobody else belongs to ends if it is private, as nobody could ever read it; a public one
 * stays without an owner, for the site's admins. The direct room of two stays for the other.
 */
@SingletonBean
class RoomFarewell {

    private static final System.Logger LOG = System.getLogger(RoomFarewell.class.getName());

    private final Power power;
    private final RoomService rooms;
    private final Succession succession;
    private final SanctionRepository sanctions;
    private final PowerChanges changes;
    private final RoomEnding ending;
    private final PairFarewell pairs;
    private final ErasureAnnouncer announcer;

    @Inject
    RoomFarewell(
            Power power,
            RoomService rooms,
            Succession succession,
            SanctionRepository sanctions,
            PowerChanges changes,
            RoomEnding ending,
            PairFarewell pairs,
            ErasureAnnouncer announcer) {
        this.power = power;
        this.rooms = rooms;
        this.succession = succession;
        this.sanctions = sanctions;
        this.changes = changes;
        this.ending = ending;
        this.pairs = pairs;
        this.announcer = announcer;
    }

    /**
     * @throws xyz.anipub.chat.RoomBusyException if the room is too busy; its membership has not ended then
     * @throws xyz.anipub.chat.UnavailableException if the store fails: what was left is done when it is repeated
     */
    void leave(RoomId room, UserId user) {
        Optional<RoomPower> known = power.known(room);
        boolean goes = false;
        if (known.filter(RoomPower::isPair).isPresent()) {
            goes = !pairs.leave(room, user);
        } else if (known.isPresent()) {
            goes = leave(room, user, known.get());
        }
        if (goes) {
            evenIfBusy(() -> ending.end(room, true));
        } else {
            announcer.gone(room, user);
        }
    }

    /**
     * Whether nobody is left who could read it. That it is to end is written down before the membership goes, by which a repetition would
     * find it; who comes in at that moment keeps it.
     */
    private boolean leave(RoomId room, UserId user, RoomPower known) {
        boolean isPrivate = known.policy().isPrivate();
        try {
            boolean isPlanned = isPrivate && succession.isEmpty(room, user);
            if (isPlanned) {
                ending.plan(room, true);
            }
            succession.handOver(room, user);
            sanctions.endInvitations(room, user);
            evenIfBusy(() -> rooms.putOut(room, user));
            // Once more: there may have been a moment to be made an owner again.
            succession.handOver(room, user);
            evenIfBusy(() -> changes.publish(room));
            boolean goes = isPrivate && succession.isEmpty(room, user);
            if (isPlanned && !goes) {
                ending.keep(room, true);
            }
            return goes;
        } catch (RoomNotFoundException deleted) {
            // At this moment, and its memberships with it.
            return false;
        }
    }

    /** What is in the store counts soon, also in a busy lane; nothing would find the rest when the membership has ended. */
    static void evenIfBusy(Runnable deed) {
        try {
            deed.run();
        } catch (RoomBusyException busy) {
            LOG.log(System.Logger.Level.DEBUG, "It counts in a moment", busy);
        }
    }
}
