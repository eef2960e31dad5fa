package xyz.anipub.auth.deletion;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.auth.admin.Admins;
import xyz.anipub.auth.invitation.InvitationStore;
import xyz.anipub.auth.profile.ProfilePictures;
import xyz.anipub.auth.reset.ResetCodes;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.bean.SingletonBean;

/**
 * Takes away in the background what accounts that have ended leave behind, in {@linkplain #PAUSES rounds}: whatever was under way when
 * an account ended (a post, a join, a login, a picture, on whichever node) may leave something behind the first one. A round may be
 * repeated, so whatever stops in between, the next run goes on with it.
 *
 * <p>Sockets are closed before a deletion is answered; that its node may have stopped in between is why the first round does it once
 * more.
 */
@SingletonBean
public class DeletionSweep {

    /** How long after each round but the last the next one is due; the last is when the name is free. */
    static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofHours(1));

    /** How long nobody is asked for when nobody was due; runs that have somebody to look after follow each other. */
    static final Duration IDLE = Duration.ofSeconds(5);

    /** In one run; more wait for the next. */
    private static final int AT_ONCE = 50;

    private final DeletedUsers store;
    private final Sessions sessions;
    private final ResetCodes codes;
    private final InvitationStore invitations;
    private final ProfilePictures pictures;
    private final Admins admins;
    private final Iterable<PersonalTraces> traces;
    private final Clock clock;

    /** Whose accounts are looked after in this round already; forgotten when it is done. */
    private final Set<Deletion> begun = new HashSet<>();

    private Instant notBefore = Instant.MIN;

    @Inject
    public DeletionSweep(
            DeletedUsers store,
            Sessions sessions,
            ResetCodes codes,
            InvitationStore invitations,
            ProfilePictures pictures,
            Admins admins,
            @Any Instance<PersonalTraces> traces,
            Clock clock) {
        this(store, sessions, codes, invitations, pictures, admins, (Iterable<PersonalTraces>) traces, clock);
    }

    DeletionSweep(
            DeletedUsers store,
            Sessions sessions,
            ResetCodes codes,
            InvitationStore invitations,
            ProfilePictures pictures,
            Admins admins,
            Iterable<PersonalTraces> traces,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.codes = codes;
        this.invitations = invitations;
        this.pictures = pictures;
        this.admins = admins;
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * Goes on with what is due, or looks after {@link #IDLE} whether something is. Called by a timer, on one node at a time; calls must not
     * overlap.
     *
     * @throws xyz.anipub.auth.UnavailableException if the store is away; the next run does what was left. Others throw theirs
     */
    public void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return;
        }
        List<Deletion> due = store.due(now, AT_ONCE);
        begun.retainAll(due);
        if (due.isEmpty()) {
            notBefore = now.plus(IDLE);
            return;
        }
        for (Deletion each : due) {
            if (!begun.contains(each)) {
                end(each.userId());
                begun.add(each);
            }
        }
        Set<String> finished = due.stream().map(Deletion::userId).collect(Collectors.toSet());
        for (PersonalTraces kind : traces) {
            finished.retainAll(kind.erase(due));
        }
        due.stream().filter(each -> finished.contains(each.userId())).forEach(this::done);
    }

    /** What stands beside the user, and the right of whoever still has a token. */
    void end(String userId) {
        sessions.endOthers(userId, "");
        codes.forget(userId);
        invitations.removeOf(userId);
        admins.resign(userId);
        pictures.forgetAllOf(userId);
    }

    private void done(Deletion deletion) {
        Instant now = clock.instant();
        int round = deletion.round();
        Optional<Instant> next = Optional.empty();
        if (round < PAUSES.size()) {
            next = Optional.of(now.plus(PAUSES.get(round)));
        } else if (now.isBefore(deletion.nameFree())) {
            next = Optional.of(deletion.nameFree());
        }
        store.done(deletion, next);
    }
}
