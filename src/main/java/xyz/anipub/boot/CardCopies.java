package xyz.anipub.boot;

import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.auth.profile.Profile;
import xyz.anipub.auth.profile.ProfileListener;
import xyz.anipub.auth.profile.ProfileRepository;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.room.MemberCards;

/**
 * Has what keeps a picture's address and a display name follow the profile: what this node remembers of callers at once, memberships in the background,
 * some hundred at a time. What a node leaves behind that ends meanwhile, the next join of that room puts right; messages keep the
 * address of the picture that they were posted with.
 */
@SingletonBean
class CardCopies implements ProfileListener {

    /** Who waits beyond that has their memberships put right by joins. */
    private static final int MOST = 10_000;

    private final Tokens tokens;
    private final ProfileRepository profiles;
    private final MemberCards cards;

    /** By user, the room up to which memberships are right; empty at the beginning. */
    private final Map<String, Optional<RoomId>> due = new ConcurrentHashMap<>();

    @Inject
    CardCopies(Tokens tokens, ProfileRepository profiles, MemberCards cards) {
        this.tokens = tokens;
        this.profiles = profiles;
        this.cards = cards;
    }

    @Override
    public void changed(Profile profile) {
        tokens.forgetUser(profile.id());
        if (due.size() < MOST) {
            due.put(profile.id(), Optional.empty());
        }
    }

    /** Goes on with one person. Called by a timer, by one thread at a time; waits for the store. */
    void step() {
        Iterator<Map.Entry<String, Optional<RoomId>>> any = due.entrySet().iterator();
        if (!any.hasNext()) {
            return;
        }
        Map.Entry<String, Optional<RoomId>> next = any.next();
        String user = next.getKey();
        Optional<RoomId> after = next.getValue();
        // As it is now: of two changes on two nodes, both set what came last.
        Optional<RoomId> more = profiles.byId(user)
                .flatMap(profile -> cards.set(new UserId(user), profile.image(), profile.otherName(), after));
        // Only if it has not changed once more meanwhile.
        if (more.isPresent()) {
            due.replace(user, after, more);
        } else {
            due.remove(user, after);
        }
    }
}
