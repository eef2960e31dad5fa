package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import xyz.anipub.audit.Deed;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.people.PeopleDirectory;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Owners;
import xyz.anipub.chat.room.PowerChanges;

/**
 * Who owns a room after its last owner's account has ended: who has been a moderator for longest, else a member. Of those who are
 * suspended or gone themselves, none.
 *
 * <p>The owners of a room change by comparing them with what was read ({@link Owners}). So of a successor who leaves at that moment
 * either the leave is refused, as of the last owner, or it came before; that is asked afterwards, and the next one is tried.
 */
@SingletonBean
class Succession {

    private static final int SOME = 20;

    private final ErasureRepository store;
    private final MembershipRepository memberships;
    private final PeopleDirectory people;
    private final Owners owners;
    private final PowerChanges changes;
    private final MembershipListener listener;
    private final Deeds audit;

    @Inject
    Succession(
            ErasureRepository store,
            MembershipRepository memberships,
            PeopleDirectory people,
            Owners owners,
            PowerChanges changes,
            MembershipListener listener,
            Deeds audit) {
        this.store = store;
        this.memberships = memberships;
        this.people = people;
        this.owners = owners;
        this.changes = changes;
        this.listener = listener;
        this.audit = audit;
    }

    /**
     * Somebody is to own a room no more.
     *
     * @throws xyz.anipub.chat.RoomNotFoundException if it is gone
     */
    void handOver(RoomId room, UserId user) {
        if (!owners.isOnly(room, user)) {
            return;
        }
        for (UserId heir : heirs(room, user)) {
            audit.add(Deed.of("server", "role_owner").in(room.value()).to(heir.value()));
            owners.add(room, heir);
            if (memberships.isMember(room, heir)) {
                changes.publish(room);
                listener.standingChanged(room, heir);
                return;
            }
            owners.remove(room, heir);
        }
        owners.abandon(room, user);
    }

    private List<UserId> heirs(RoomId room, UserId user) {
        List<UserId> candidates = new ArrayList<>(store.moderators(room, user, SOME));
        Set<UserId> known = people.known(candidates).keySet();
        candidates.retainAll(known);
        return candidates.isEmpty() ? anybody(room, user) : candidates;
    }

    /** Whether a room has no other members whose accounts have not ended. */
    boolean isEmpty(RoomId room, UserId user) {
        List<UserId> others = store.firstMembers(room, user, SOME);
        return others.size() < SOME && people.there(others).isEmpty();
    }

    /** Members who are there, the first that joined first; only some. */
    private List<UserId> anybody(RoomId room, UserId user) {
        List<UserId> candidates = new ArrayList<>(store.firstMembers(room, user, SOME));
        candidates.retainAll(people.known(candidates).keySet());
        return candidates;
    }
}
