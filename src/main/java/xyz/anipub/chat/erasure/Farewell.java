package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
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

    private static final int PAGE = 200;

    private final MembershipRepository memberships;
    private final RoomFarewell rooms;
    private final ErasureRepository store;

    @Inject
    public Farewell(MembershipRepository memberships, RoomFarewell rooms, ErasureRepository store) {
        this.memberships = memberships;
        this.rooms = rooms;
        this.store = store;
    }

    /** @throws xyz.anipub.chat.UnavailableException if the store fails */
    public void leave(UserId user) {
        Optional<String> after = Optional.empty();
        do {
            Page<Membership> page = memberships.of(user, after, PAGE);
            List<RoomId> some = page.items().stream().map(Membership::room).toList();
            some.forEach(room -> rooms.leave(room, user));
            after = page.next();
        } while (after.isPresent());
        store.removeTies(user);
    }
}
