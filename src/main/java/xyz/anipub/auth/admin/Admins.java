package xyz.anipub.auth.admin;

import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.audit.Deed;
import xyz.anipub.auth.AdminSettings;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.login.LoginCounts;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/**
 * Who is an admin of the site: the user ids of {@code anipub.admins}, those of whom another site's token says so, and the one who became
 * the first by the code that the log shows while there is nobody: that one is no admin any more where the settings name others. Never a name.
 *
 * <p>{@link #isAdmin} answers from memory. Any thread may call.
 */
@SingletonBean
public class Admins {

    private static final System.Logger LOG = System.getLogger(Admins.class.getName());

    /** Under which tries of the code are counted; begins with a space, as no name does. */
    private static final String TRIES = " admin";

    private final AdminSettings settings;
    private final FirstAdmin store;
    private final LoginCounts counts;
    private final AdminDeeds deeds;

    /** Another only if the account of this one has ended. */
    private volatile Optional<String> first = Optional.empty();

    /** The code that the log has shown last; empty if none counts. */
    private volatile String announced = "";

    /** Whether the store has answered once. */
    private volatile boolean isKnown;

    @Inject
    public Admins(AuthSettings settings, FirstAdmin store, LoginCounts counts, AdminDeeds deeds) {
        this.settings = settings.admins();
        this.store = store;
        this.counts = counts;
        this.deeds = deeds;
    }

    /** Whether the caller is an admin. */
    public boolean isAdmin(Principal caller) {
        return caller.origin().admin() || isAdmin(caller.userId());
    }

    /** The caller, whose {@link xyz.anipub.auth.TokenOrigin#admin} says from now on whether it is one. */
    public Principal marked(Principal caller) {
        return isAdmin(caller) ? caller.asAdmin() : caller;
    }

    /** Whether the user is one, whatever a token says: for those who are not calling. */
    public boolean isAdmin(String userId) {
        return isNamed(userId)
                || settings.areNobody() && first.filter(userId::equals).isPresent();
    }

    /** Whether {@code anipub.admins} has the user, whom only the operator makes no admin. */
    boolean isNamed(String userId) {
        return settings.ids().contains(userId);
    }

    /**
     * The caller becomes the first admin.
     *
     * @param address where the call comes from
     * @throws ProblemException 403 {@code forbidden} if the code is wrong or there is an admin already, without saying which; 429 after too many
     *     failures, as at login
     */
    public void claim(Principal caller, String code, String address) {
        counts.begin(TRIES, address);
        try {
            // Compared in any case, so that the time does not say whether there is one.
            boolean isRight = Secret.areEqual(code, store.code(Secret.fresh()));
            if (!isRight || !isVacant()) {
                throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN, "The code is wrong, or was used."));
            }
            deeds.note(Deed.of(caller.userId(), "admin_claimed").to(caller.userId()));
            if (!store.become(caller.userId())) {
                throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN, "The code is wrong, or was used."));
            }
        } catch (xyz.anipub.auth.UnavailableException unanswered) {
            counts.unanswered(TRIES, address);
            throw unanswered;
        }
        counts.succeeded(TRIES, address);
        first = Optional.of(caller.userId());
    }

    /** Somebody whose account has ended is the first admin no more: the log shows another code then, if there is no other admin. */
    public void resign(String userId) {
        store.resign(userId);
        if (first.filter(userId::equals).isPresent()) {
            first = Optional.empty();
        }
    }

    /** Whether there is none yet, and the first may become it by the code; from memory, for who is logged in. */
    public boolean areAwaited() {
        return isKnown && settings.areNobody() && first.isEmpty();
    }

    private boolean isVacant() {
        return settings.areNobody() && store.find().isEmpty();
    }

    /**
     * Finds who became the first admin on another node, and tells the operator once how to become it while there is none; to be called
     * every few seconds by one thread.
     */
    public void follow() {
        first = store.find();
        isKnown = true;
        if (first.isPresent()) {
            announced = "";
            return;
        }
        if (!settings.areNobody()) {
            return;
        }
        String code = store.code(Secret.fresh());
        if (!code.equals(announced) && isVacant()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "This site has no admin yet. Who is logged in becomes one by the code " + code
                            + " (POST /api/admin/claim), or set anipub.admins to user ids.");
            announced = code;
        }
    }
}
