package xyz.anipub.auth.reset;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import xyz.anipub.audit.Deed;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.admin.AdminDeeds;
import xyz.anipub.auth.admin.Secret;
import xyz.anipub.auth.login.LoginCounts;
import xyz.anipub.auth.login.Users;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.bean.SharedTime;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/**
 * Gives people a new password who have forgotten theirs: an admin, who knows somehow that it is them, hands them a code. Any thread may
 * call; each call may block for a bounded time. Of two who use one code at once, one takes it away; of two who change one password, one
 * is refused.
 */
@SingletonBean
public class PasswordResets {

    /** For how long a code is good. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** Under which tries are counted; begins with a space, as no name does. */
    private static final String TRIES = " reset";

    private final ResetCodes codes;
    private final Users users;
    private final Sessions sessions;
    private final LoginCounts counts;
    private final AdminDeeds deeds;
    private final Clock clock;

    /**
     * A fresh code.
     *
     * @param code the secret itself
     */
    public record Fresh(String code, Instant until) {

        @Override
        public String toString() {
            return "Fresh[until=" + until + "]";
        }
    }

    @Inject
    public PasswordResets(
            ResetCodes codes,
            Users users,
            Sessions sessions,
            LoginCounts counts,
            AdminDeeds deeds,
            @SharedTime Clock clock) {
        this.codes = codes;
        this.users = users;
        this.sessions = sessions;
        this.counts = counts;
        this.deeds = deeds;
        this.clock = clock;
    }

    /**
     * Makes a code for somebody; the one before counts no more.
     *
     * @param admin who has asked for it, an admin
     * @throws ProblemException 404 {@code not_found} for nobody, 409 {@code conflict} for who has no password here, but comes with another site's
     *     tokens
     */
    public Fresh begin(Principal admin, String userId) {
        User user = users.find(userId)
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND, "There is no such user.")));
        if (user.passwordHash().isEmpty()) {
            throw new ProblemException(Problem.of(ProblemCode.CONFLICT, "This user has no password here."));
        }
        deeds.note(Deed.of(admin.userId(), "password_reset").to(userId));
        Fresh fresh = new Fresh(Secret.fresh(), clock.instant().plus(LIFETIME));
        codes.put(new ResetCode(
                userId,
                Secret.digest(fresh.code()),
                fresh.until(),
                user.standing().generation()));
        return fresh;
    }

    /**
     * Exchanges a code for a new password. All sessions of the user are over then, on all nodes.
     *
     * <p>If it is not known whether the password was changed, the code does not count any more; else it does, until another is made.
     *
     * @param next by the rule of passwords; doors check first, to name the field
     * @param address where the call comes from
     * @throws ProblemException 403 {@code forbidden} if there is no such code (any more), or another password since; 409 {@code conflict}
     *     if the password was changed meanwhile; 429 after too many failures, as at login
     */
    public void redeem(String code, String next, String address) {
        counts.begin(TRIES, address);
        ResetCode taken;
        try {
            taken = codes.take(Secret.digest(code), clock.instant())
                    .orElseThrow(() -> new ProblemException(
                            Problem.of(ProblemCode.FORBIDDEN, "The code is wrong, was used, or has expired.")));
        } catch (UnavailableException unanswered) {
            counts.unanswered(TRIES, address);
            throw unanswered;
        }
        counts.succeeded(TRIES, address);
        boolean isAsked = false;
        try {
            User user = users.find(taken.userId())
                    .orElseThrow(() ->
                            new ProblemException(Problem.of(ProblemCode.FORBIDDEN, "The user is not there any more.")));
            if (user.standing().generation() != taken.generation()) {
                throw new ProblemException(
                        Problem.of(ProblemCode.FORBIDDEN, "There is another password since this code was made."));
            }
            deeds.note(Deed.of(user.id(), "password_reset_used").to(user.id()));
            isAsked = true;
            users.setPassword(user, next, "", address);
        } catch (RuntimeException notNow) {
            boolean isUnknown = isAsked && notNow instanceof UnavailableException;
            if (!isUnknown) {
                // Nothing has changed, so it may be tried again; unless there is a newer one.
                codes.putBack(taken);
            }
            throw notNow;
        }
        sessions.endOthers(taken.userId(), "");
    }

    /** Forgets what has expired; to be called now and then by one node of all. */
    public void sweep() {
        codes.sweep(clock.instant());
    }
}
