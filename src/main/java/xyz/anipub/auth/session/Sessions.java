package xyz.anipub.auth.session;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.LruMap;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.token.IssuedToken;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;

/**
 * Begins, renews, lists and ends sessions. Any thread may call; each call may block for a bounded time, and throw {@link
 * UnavailableException}.
 *
 * <p>Whether a session goes on is decided by the revocation of its id, which is a write of its own. So what two do at once to one
 * session ends in one way: a token that is renewed while its session ends has the id that was revoked, and a record that is written
 * again then is shown to nobody and goes when its time is over.
 */
@SingletonBean
public class Sessions implements SessionEnds {

    /** So often a session is renewed in passing, at most: with an old token many calls may come at once. */
    private static final Duration PASSING = Duration.ofMinutes(1);

    /** A revocation has to outlive each token that was made before it was heard of. */
    private static final Duration SLACK = Duration.ofHours(1);

    private final AuthSettings settings;
    private final SessionStore store;
    private final SessionUses uses;
    private final Tokens tokens;
    private final Clock clock;

    /** When those were renewed lately that are renewed in passing. */
    private final LruMap<String, Instant> passed = new LruMap<>(20_000);

    @Inject
    public Sessions(AuthSettings settings, SessionStore store, SessionUses uses, Tokens tokens, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.uses = uses;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Begins one for a user who just proved to be one. If there are too many, those end that were not used for longest.
     *
     * @param stay whether it is for long
     */
    public IssuedToken begin(User user, Visitor visitor, boolean stay) {
        IssuedToken issued = tokens.issue(user, stay);
        keep(issued.principal(), visitor);
        int most = settings.sessions().most();
        List<Session> all = store.of(user.id(), most + 10);
        all.stream().skip(most).forEach(this::end);
        return issued;
    }

    private void keep(Principal caller, Visitor visitor) {
        Instant now = clock.instant();
        store.put(new Session(caller.tokenId(), caller.userId(), visitor, now, now, caller.expiresAt()));
        uses.begun(caller.tokenId());
    }

    /**
     * A token that lives longer, of the same session; sockets that came with an older one go on until it ends. Empty if the token
     * is not ours.
     *
     * @param visitor who uses it, for a session that began before there were records of them
     * @throws xyz.anipub.auth.InvalidTokenException if it does not count
     */
    public Optional<IssuedToken> renew(String token, Visitor visitor) {
        Optional<IssuedToken> renewed = tokens.renew(token);
        renewed.ifPresent(issued -> keep(issued.principal(), visitor));
        return renewed;
    }

    /**
     * The same, with a call of something else: empty also if it is not time yet, or if that has happened on this node in the last minute.
     *
     * @throws xyz.anipub.auth.InvalidTokenException if it does not count
     */
    public Optional<IssuedToken> renewInPassing(String token, Visitor visitor) {
        if (!tokens.isDueForRenewal(token)) {
            return Optional.empty();
        }
        String id = tokens.verify(token).tokenId();
        Instant now = clock.instant();
        if (passed.get(id).filter(at -> at.plus(PASSING).isAfter(now)).isPresent()) {
            return Optional.empty();
        }
        // Before the store is asked: of several calls at once one does it.
        passed.put(id, now);
        return renew(token, visitor);
    }

    /** Those of the caller, used last first; the one of this call is there in any case. */
    public List<Session> of(Principal caller, Visitor visitor) {
        List<Session> found = new ArrayList<>();
        for (Session each : store.of(caller.userId(), settings.sessions().most())) {
            // Some are still written down a moment after their end.
            if (each.until().isAfter(clock.instant()) && !tokens.isRevoked(each.id())) {
                found.add(each);
            }
        }
        if (found.stream().noneMatch(each -> each.id().equals(caller.tokenId()))) {
            Instant now = clock.instant();
            found.add(0, new Session(caller.tokenId(), caller.userId(), visitor, now, now, caller.expiresAt()));
        }
        return found;
    }

    /**
     * Ends one of the caller's: when this returns, its tokens count no more and its sockets are closed, on all nodes. Ending one that is not
     * there any more is no error.
     *
     * @return false if it is somebody else's, or nobody's
     */
    public boolean end(Principal caller, String id) {
        if (id.equals(caller.tokenId())) {
            end(caller);
            return true;
        }
        Optional<Session> session =
                store.find(id).filter(found -> found.userId().equals(caller.userId()));
        session.ifPresent(this::end);
        return session.isPresent();
    }

    /** Ends the caller's own. */
    public void end(Principal caller) {
        // Another site's is never renewed here.
        Instant until = caller.origin().ours()
                ? later(caller.expiresAt(), caller.origin().stay())
                : caller.expiresAt();
        tokens.revoke(caller.tokenId(), until);
        store.remove(caller.tokenId());
    }

    private void end(Session session) {
        tokens.revoke(session.id(), later(session.until(), isLong(session)));
        store.remove(session.id());
    }

    /** Whether its user wanted to stay signed in; at most, of one that was renewed for as long as such a token lives. */
    private boolean isLong(Session session) {
        boolean outlivesOthers = session.until()
                .isAfter(clock.instant().plus(settings.token().lifetime()).plus(SLACK));
        Duration whole = Duration.between(session.since(), session.until());
        return outlivesOthers || whole.plus(SLACK).compareTo(settings.sessions().stay()) >= 0;
    }

    /** When the newest token of a session ends, also of one that is being renewed right now. */
    private Instant later(Instant until, boolean stay) {
        Duration longest = stay ? settings.sessions().stay() : settings.token().lifetime();
        Instant last = clock.instant().plus(longest).plus(SLACK);
        return until.isAfter(last) ? until : last;
    }

    /**
     * Goes on under another id, after the user's {@link xyz.anipub.auth.Standing} was changed so that all tokens count no more: when this returns,
     * all sessions of before are over as in {@link #endOthers}, that of the caller as well, so that a copy of its token is worth nothing.
     *
     * @param user as changed
     */
    public IssuedToken beginAnew(User user, Principal caller, Visitor visitor) {
        IssuedToken issued = tokens.issue(user, caller.origin().stay());
        keep(issued.principal(), visitor);
        endOthers(user.id(), issued.principal().tokenId());
        return issued;
    }

    /**
     * Ends all of a user but one, after the user's {@link xyz.anipub.auth.Standing} was changed so: when this returns, they are refused and
     * their sockets are closed, on all nodes.
     *
     * @param spared empty for none
     */
    public void endOthers(String userId, String spared) {
        tokens.endUser(userId, spared);
        store.removeOthers(userId, spared);
    }

    @Override
    public Instant of(Principal caller) {
        Instant own = caller.expiresAt();
        return store.find(caller.tokenId())
                .map(Session::until)
                .filter(until -> until.isAfter(own))
                .orElse(own);
    }

    /** Forgets those that are over; to be called every few minutes by one node of all. */
    public void sweep() {
        store.sweep(clock.instant());
    }
}
