package xyz.anipub.auth.admin;

import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.audit.Deed;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.login.RegistrationMode;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** Lets admins choose who may register. Callers have asked {@link Admins} before. Of two who choose at once, one does. */
@SingletonBean
public class RegistrationChoice {

    /** Of the audit, where nothing is chosen any more. */
    private static final String SETTING = "setting";

    private final RegistrationMode mode;
    private final AdminDeeds deeds;

    @Inject
    public RegistrationChoice(RegistrationMode mode, AdminDeeds deeds) {
        this.mode = mode;
        this.deeds = deeds;
    }

    /**
     * Chooses who may register on all nodes, here at once; what is chosen already is no deed.
     *
     * @param next empty to have the setting hold again
     * @throws ProblemException 409 {@code conflict} if another admin has just changed it
     * @throws xyz.anipub.auth.UnavailableException if the store cannot be reached
     */
    public void choose(Principal admin, Optional<Registration> next) {
        Optional<Registration> before = mode.chosen();
        if (before.equals(next)) {
            return;
        }
        deeds.note(Deed.of(admin.userId(), "registration_changed").because(word(before) + " -> " + word(next)));
        if (!mode.choose(before, next)) {
            throw new ProblemException(
                    Problem.of(ProblemCode.CONFLICT, "Another admin has just changed who may register."));
        }
    }

    private static String word(Optional<Registration> chosen) {
        return chosen.map(Registration::word).orElse(SETTING);
    }
}
