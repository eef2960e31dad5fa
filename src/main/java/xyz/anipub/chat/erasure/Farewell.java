package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;
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

    private static final int PAGE = 20;

    private final MembershipRepository memberships;
    private final RoomFarewell rooms;
    private final ErasureRepository store;

    @Inject
    public Farewell(MembershipRepository memberships, RoomFarewell rooms, ErasureRepository store) {
        this.memberships = memberships;
        this.rooms = rooms;
        this.store = store;
    }

    /**
     * Goes on with some memberships, and with the rest when there are no more.
     *
     * @param after up to where it has come before
     * @return up to where it has come; empty at the end
     * @throws xyz.anipub.chat.UnavailableException if the store fails
     */
    Optional<String> leave(UserId user, Optional<String> after) {
        Page<Membership> page = memberships.of(user, after, PAGE);
        page.items().forEach(membership -> rooms.leave(membership.room(), user));
        if (page.next().isEmpty()) {
            store.removeTies(user);
        }
        return page.next();
    }
}
