package xyz.anipub.auth.admin;

import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.audit.Deed;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/**
 * Keeps people out of the site, and lets them in again. It stands with the user, one write each, the last of which holds; whoever
 * reads the user then finds it, so it ends by itself when its time is over. Callers have asked {@link Admins} before.
 */
@SingletonBean
public class Suspensions {

    private final UserRepository users;
    private final Tokens tokens;
    private final AdminDeeds deeds;
    private final Admins admins;

    @Inject
    public Suspensions(UserRepository users, Tokens tokens, AdminDeeds deeds, Admins admins) {
        this.admins = admins;
        this.users = users;
        this.tokens = tokens;
        this.deeds = deeds;
    }

    /**
     * Keeps somebody out: on return no token of theirs counts, whoever issued it, and their sockets are closed, on all nodes.
     *
     * @throws ProblemException 403 {@code forbidden} for oneself and for whom {@code anipub.admins} names, 404 {@code not_found} for nobody
     */
    public void suspend(Principal admin, String user, Suspension suspension) {
        String userId = known(user);
        if (userId.equals(admin.userId())) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN, "Nobody suspends themselves."));
        }
        if (admins.isNamed(userId)) {
            throw new ProblemException(Problem.of(
                    ProblemCode.FORBIDDEN, "This admin is named by the site's settings, and is not suspended."));
        }
        deeds.note(Deed.of(admin.userId(), "suspended").to(userId).because(suspension.reason()));
        if (!users.suspend(userId, Optional.of(suspension))) {
            throw nobody();
        }
        tokens.endUser(userId, "");
    }

    /** Lets somebody in again; twice is no error. */
    public void lift(Principal admin, String user) {
        String userId = known(user);
        deeds.note(Deed.of(admin.userId(), "suspension_lifted").to(userId));
        if (!users.suspend(userId, Optional.empty())) {
            throw nobody();
        }
        // Other nodes ask again in some seconds, as long as they refuse.
        tokens.forgetUser(userId);
    }

    /** The id as it is compared: digits may be written in either case. */
    private String known(String userId) {
        return users.byId(userId)
                .filter(user -> !user.standing().deleted())
                .orElseThrow(Suspensions::nobody)
                .id();
    }

    private static ProblemException nobody() {
        return new ProblemException(Problem.of(ProblemCode.NOT_FOUND, "There is no such user."));
    }
}
