package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.erasure.MessageErasure.Newest;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipRepository;

/**
 * Ends all memberships of somebody whose account has ended, and what else ties that one to others. All of it may be repeated. Waits for
 * the store.
 *
 * <p>Who was joining at that moment is found by the next round.
 */
@SingletonBean
public class Farewell {

    private static final System.Logger LOG = System.getLogger(Farewell.class.getName());

    private final MembershipRepository memberships;
    private final MessageErasure messages;
    private final RoomFarewell rooms;
    private final ErasureRepository store;

    @Inject
    Farewell(MembershipRepository memberships, MessageErasure messages, RoomFarewell rooms, ErasureRepository store) {
        this.memberships = memberships;
        this.messages = messages;
        this.rooms = rooms;
        this.store = store;
    }

    /**
     * Goes on with one membership, and with the rest when there are no more. What is in sight in that room is changed before the membership
     * ends, by which it is found again if there is too much of it for once. A room that is too busy is left to another pass.
     *
     * @param from where it has come before
     * @param most so many messages are changed, at least 1
     * @throws xyz.anipub.chat.UnavailableException if the store fails
     */
    Step leave(ErasedPerson person, Place from, int most) {
        Page<Membership> page = memberships.of(person.user(), from.after(), 1);
        int changes = 0;
        boolean isBusy = false;
        for (Membership membership : page.items()) {
            Newest newest = messages.eraseNewest(membership.room(), person, from.seqIn(membership.room()), most);
            changes = newest.changes();
            if (newest.upTo().isPresent()) {
                Place here = new Place(
                        from.after(),
                        Optional.of(membership.room()),
                        newest.upTo().get(),
                        from.isPassed());
                return new Step(Optional.of(here), changes, false);
            }
            isBusy = !leave(membership.room(), person);
        }
        boolean isPassed = from.isPassed() || isBusy;
        if (page.next().isPresent()) {
            return new Step(Optional.of(new Place(page.next(), Optional.empty(), 0, isPassed)), changes, isBusy);
        }
        store.removeTies(person.user());
        return new Step(isPassed ? Optional.of(Place.FIRST) : Optional.empty(), changes, isBusy);
    }

    /** Whether the room was not too busy for it. */
    private boolean leave(RoomId room, ErasedPerson person) {
        try {
            rooms.leave(room, person.user());
            return true;
        } catch (RoomBusyException busy) {
            LOG.log(System.Logger.Level.DEBUG, "Other memberships end first", busy);
            return false;
        }
    }

    /**
     * How far it has come with somebody.
     *
     * @param after up to which membership
     * @param room of the next one, if it has begun there
     * @param seq up to which message of that room
     * @param isPassed whether rooms were too busy, for which it begins anew behind the last one
     */
    record Place(Optional<String> after, Optional<RoomId> room, long seq, boolean isPassed) {

        static final Place FIRST = new Place(Optional.empty(), Optional.empty(), 0, false);

        /** The membership may have ended otherwise meanwhile, and the next one is of another room. */
        long seqIn(RoomId next) {
            return room.equals(Optional.of(next)) ? seq : 0;
        }
    }

    /**
     * @param next where it goes on; empty at the end
     * @param changes how many messages were changed
     * @param isBusy whether the room was too busy
     */
    record Step(Optional<Place> next, int changes, boolean isBusy) {}
}
