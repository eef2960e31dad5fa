package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import xyz.anipub.audit.Deed;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
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
 * either the leave is refused, as of the last owner, or it came before; then this one is the last owner again, and the next is tried.
 */
@SingletonBean
class Succession {

    private static final System.Logger LOG = System.getLogger(Succession.class.getName());

    /** So many are asked for at first, as the first of them will do nearly always; then so many times as many. */
    private static final int SOME = 20;

    private static final int MORE = 10;

    /** Of a room of which so many may not use the chat, nobody is looked for behind them. */
    private static final int MOST = 1_000_000;

    /** Each is lost only to somebody who leaves at that moment. */
    private static final int ATTEMPTS = 20;

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
     * Somebody owns a room no more when this returns. May be repeated, and is to be once more when the membership has ended: until then
     * others may have made that one an owner anew.
     *
     * @throws xyz.anipub.chat.RoomNotFoundException if it is gone
     */
    void handOver(RoomId room, UserId user) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (owners.isOnly(room, user) && !hasHeir(room, user)) {
                break;
            }
            try {
                owners.remove(room, user);
                return;
            } catch (ChatException refusal) {
                if (refusal.code() != ErrorCode.LAST_OWNER) {
                    throw refusal;
                }
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "Whoever was to own it has left at this moment: the next one",
                        refusal);
            }
        }
        owners.abandon(room, user);
    }

    private boolean hasHeir(RoomId room, UserId user) {
        for (UserId heir : heirs(room, user)) {
            audit.add(Deed.of("server", "role_owner").in(room.value()).to(heir.value()));
            owners.add(room, heir);
            if (memberships.isMember(room, heir)) {
                RoomFarewell.evenIfBusy(() -> changes.publish(room));
                listener.standingChanged(room, heir);
                return true;
            }
            owners.remove(room, heir);
        }
        return false;
    }

    private List<UserId> heirs(RoomId room, UserId user) {
        List<UserId> candidates = usable(limit -> store.moderators(room, user, limit));
        return candidates.isEmpty() ? usable(limit -> store.firstMembers(room, user, limit)) : candidates;
    }

    /** Whether a room has no other members whose accounts have not ended. */
    boolean isEmpty(RoomId room, UserId user) {
        List<UserId> others = store.firstMembers(room, user, SOME);
        return others.size() < SOME && people.there(others).isEmpty();
    }

    /** The first ones who may use the chat, however many before them may not; only some. */
    private List<UserId> usable(IntFunction<List<UserId>> first) {
        int asked = 0;
        for (int limit = SOME; ; limit *= MORE) {
            List<UserId> all = first.apply(limit);
            for (; asked < all.size(); asked = Math.min(all.size(), asked + SOME * MORE)) {
                List<UserId> some = new ArrayList<>(all.subList(asked, Math.min(all.size(), asked + SOME * MORE)));
                some.retainAll(people.known(some).keySet());
                if (!some.isEmpty()) {
                    return some;
                }
            }
            if (all.size() < limit || limit > MOST) {
                return List.of();
            }
        }
    }
}
