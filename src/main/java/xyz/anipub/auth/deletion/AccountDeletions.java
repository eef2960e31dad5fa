package xyz.anipub.auth.deletion;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import xyz.anipub.audit.Deed;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.User;
import xyz.anipub.auth.admin.AdminDeeds;
import xyz.anipub.auth.login.Users;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/**
 * Ends people's own accounts. The user becomes a tombstone in one conditional write ({@link DeletedUsers#delete}), which decides of
 * whatever else happens at that moment: of two deletions one is the first; a change of the password or a suspension that came before
 * has it refused; what comes behind it (a suspension, a new password, another profile or picture, a login, a first sight of another
 * site's token) finds nobody. What is stored beside the user is seen to by {@link DeletionSweep}. Any thread may call; each call may
 * block for a bounded time.
 */
@SingletonBean
public class AccountDeletions {

    /** Of a token that has to do in place of a password. */
    static final Duration FRESH = Duration.ofMinutes(5);

    private final Users users;
    private final Tokens tokens;
    private final DeletedUsers store;
    private final Sessions sessions;
    private final AdminDeeds deeds;
    private final DeletionSettings settings;
    private final Clock clock;

    @Inject
    public AccountDeletions(
            Users users,
            Tokens tokens,
            DeletedUsers store,
            Sessions sessions,
            AdminDeeds deeds,
            DeletionSettings settings,
            Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.store = store;
        this.sessions = sessions;
        this.deeds = deeds;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Ends the caller's account: on return no token of theirs counts, whoever issued it, now or later, and their sockets are closed, on all
     * nodes. The rest goes in the background.
     *
     * @param token by which the caller came
     * @param password of who has one here; others need a token that was issued less than {@link #FRESH} ago
     * @param withMessages whether what they wrote goes as well
     * @param address where the call comes from
     * @throws ProblemException 403 {@code forbidden} if the password is wrong, or the token too old; 409 {@code conflict} if the account was
     *     changed meanwhile; 429 as at login
     * @throws InvalidTokenException if the account has ended meanwhile
     */
    public void delete(
            Principal caller, String token, Optional<String> password, boolean withMessages, String address) {
        User user = users.find(caller.userId()).orElseThrow(() -> new InvalidTokenException("the account has ended"));
        if (user.passwordHash().isEmpty()) {
            requireFresh(token);
        } else {
            String given = password.orElseThrow(
                    () -> new ProblemException(Problem.of(ProblemCode.FORBIDDEN, "Your password is needed for this.")));
            users.requirePassword(user, given, address);
        }
        Instant now = clock.instant();
        deeds.note(Deed.of(user.id(), "account_deleted")
                .to(user.id())
                .because(withMessages ? "with messages" : "messages stay"));
        if (!store.delete(user, withMessages, now, now.plus(settings.nameHold()))) {
            if (users.find(user.id()).isEmpty()) {
                throw new InvalidTokenException("the account has ended");
            }
            throw new ProblemException(
                    Problem.of(ProblemCode.CONFLICT, "The account was changed meanwhile. Look again, and try again."));
        }
        sessions.endOthers(user.id(), "");
    }

    private void requireFresh(String token) {
        Instant earliest = clock.instant().minus(FRESH);
        if (tokens.issuedAt(token).filter(at -> at.isAfter(earliest)).isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemCode.FORBIDDEN,
                    "Log in again where you came from, and do this within %d minutes then."
                            .formatted(FRESH.toMinutes())));
        }
    }
}
