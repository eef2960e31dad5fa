package xyz.anipub.auth.invitation;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import xyz.anipub.audit.Deed;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.admin.AdminDeeds;
import xyz.anipub.auth.admin.Secret;
import xyz.anipub.auth.login.RegistrationCodes;
import xyz.anipub.bean.SharedTime;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** Makes, lists and revokes invitations to the site, for admins, and takes their uses. Any thread may call. */
@SingletonBean
public class SiteInvitations implements RegistrationCodes {

    /** For how long one is good if nothing is said. */
    public static final Duration USUAL_LIFETIME = Duration.ofDays(7);

    public static final Duration LONGEST_LIFETIME = Duration.ofDays(365);
    public static final int MOST_USES = 1_000;

    /** Open at one time; admins can revoke some. */
    static final int MOST = 500;

    private final InvitationStore store;
    private final AdminDeeds deeds;
    private final Clock clock;

    /**
     * A fresh invitation.
     *
     * @param code the secret itself
     */
    public record Fresh(String code, Invitation invitation) {

        @Override
        public String toString() {
            return "Fresh[" + invitation.id() + "]";
        }
    }

    @Inject
    public SiteInvitations(InvitationStore store, AdminDeeds deeds, @SharedTime Clock clock) {
        this.store = store;
        this.deeds = deeds;
        this.clock = clock;
    }

    /**
     * Makes one.
     *
     * @param lifetime up to {@link #LONGEST_LIFETIME}
     * @param uses 1 to {@link #MOST_USES}
     * @throws ProblemException 409 {@code conflict} if too many are open
     */
    public Fresh make(Principal admin, Duration lifetime, int uses) {
        Instant now = clock.instant();
        if (store.list(MOST).size() == MOST) {
            throw new ProblemException(
                    Problem.of(ProblemCode.CONFLICT, MOST + " invitations are open: revoke some first."));
        }
        String code = Secret.fresh();
        String digest = Secret.digest(code);
        Invitation invitation =
                new Invitation(Invitation.id(digest), digest, admin.userId(), now, now.plus(lifetime), uses);
        deeds.note(Deed.of(admin.userId(), "site_invited").because(invitation.id()));
        store.add(invitation);
        return new Fresh(code, invitation);
    }

    /** Those that are open, the last made first. */
    public List<Invitation> list() {
        Instant now = clock.instant();
        return store.list(MOST).stream()
                .filter(each -> each.expiresAt().isAfter(now))
                .toList();
    }

    /** Nobody registers by it any more. False if there is none. */
    public boolean revoke(Principal admin, String id) {
        deeds.note(Deed.of(admin.userId(), "site_invitation_revoked").because(id));
        return store.remove(id);
    }

    @Override
    public boolean take(String code, String userId) {
        return store.takeUse(Secret.digest(code), clock.instant());
    }

    @Override
    public void giveBack(String code, String userId) {
        store.giveBack(Secret.digest(code));
    }

    /** Forgets what has expired; to be called now and then by one node of all. */
    public void sweep() {
        store.sweep(clock.instant());
    }
}
