package xyz.anipub.auth.login;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.EmailKey;
import xyz.anipub.auth.ImageUrl;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.text.NameKey;

/**
 * Registers users, checks their passwords, finds them. Any thread may call; each call may block on the store and on the
 * turn to hash, for a bounded time, and then throw {@link UnavailableException} or a 503 problem.
 */
@SingletonBean
public class Users {

    private final AuthSettings settings;
    private final UserRepository repository;
    private final Passwords passwords;
    private final LoginCounts counts;
    private final Iterable<RegistrationCodes> codes;
    private final RegistrationMode registration;
    private final Clock clock;

    @Inject
    public Users(
            AuthSettings settings,
            UserRepository repository,
            LoginCounts counts,
            @Any Instance<RegistrationCodes> codes,
            RegistrationMode registration) {
        this(settings, repository, counts, codes, registration, Clock.systemUTC());
    }

    public Users(
            AuthSettings settings,
            UserRepository repository,
            LoginCounts counts,
            Iterable<RegistrationCodes> codes,
            RegistrationMode registration,
            Clock clock) {
        this.registration = registration;
        this.codes = codes;
        this.settings = settings;
        this.repository = repository;
        this.passwords = new Passwords(settings.password());
        this.counts = counts;
        this.clock = clock;
    }

    @PreDestroy
    void end() {
        passwords.close();
    }

    /**
     * Keeps a new user, if the {@link RegistrationMode} allows it.
     *
     * @param image an http(s) or relative URL, empty for none
     * @param invitation the code of one, empty for none; looked at only where one is needed
     * @param address where the registration comes from
     * @throws IllegalArgumentException if a value is against its rule; doors check first, to name the field
     * @throws ProblemException 403 {@code forbidden} if nobody may register, or the invitation does not count, whyever; 409 {@code conflict} if
     *     the name is taken, ignoring case; of two at once, one gets this; 429 after too many registrations from the address
     */
    public User register(String name, String password, String image, String invitation, String address) {
        boolean sound = settings.name().violation(name).isEmpty()
                && settings.password().rule().violation(password).isEmpty()
                && ImageUrl.RULE.violation(image).isEmpty()
                && ImageUrl.isAllowed(image);
        if (!sound) {
            throw new IllegalArgumentException("A name, password or image is against its rule");
        }
        // Before the name is looked up, so that nobody finds out names faster than by registering.
        counts.register(address);
        return switch (registration.current()) {
            case OPEN -> add(UserIds.next(clock.instant()), name, password, image, address);
            case INVITATION -> invited(name, password, image, invitation, address);
            case CLOSED ->
                throw new ProblemException(
                        Problem.of(ProblemCode.FORBIDDEN, "Nobody can register here at the moment."));
        };
    }

    private User invited(String name, String password, String image, String invitation, String address) {
        String id = UserIds.next(clock.instant());
        for (RegistrationCodes each : codes) {
            if (!invitation.isEmpty() && each.take(invitation, id)) {
                try {
                    return add(id, name, password, image, address);
                } catch (UnavailableException unknown) {
                    // Who was added all the same has used it.
                    throw unknown;
                } catch (RuntimeException nobody) {
                    each.giveBack(invitation, id);
                    throw nobody;
                }
            }
        }
        throw new ProblemException(Problem.of(
                ProblemCode.FORBIDDEN, "An invitation is needed, and this one does not count or does not any more."));
    }

    private User add(String id, String name, String password, String image, String address) {
        if (User.isNobodys(name) || repository.byNameKey(NameKey.of(name)).isPresent()) {
            throw taken();
        }
        String hash = passwords.inTurn(address, () -> passwords.hash(password));
        User user = new User(id, settings.name().apply(name), image, hash);
        if (repository.add(user) != UserRepository.Added.YES) {
            throw taken();
        }
        return user;
    }

    /**
     * Finds the user by name, ignoring case, or by the e-mail address of who was taken over from another server, and checks the
     * password. If the address of one is the name of another, the name goes first, and the password says who it is. An unknown name
     * costs the same hash as a wrong password; whoever is called by an address costs two, whether it is somebody's or not. A hash of other parameters than ours, or of another kind, is renewed.
     *
     * @param address where the attempt comes from
     * @throws ProblemException 401 if name or password are wrong, without saying which; 403 {@code suspended} with the right ones; 429 after too many failures, or too
     *     many logins from the address
     */
    public User login(String name, String password, String address) {
        String key = NameKey.of(name);
        // Before anything is read or hashed.
        counts.begin(key, address);
        Optional<User> user;
        try {
            user = matching(name, password, address);
        } catch (RuntimeException unanswered) {
            counts.unanswered(key, address);
            throw unanswered;
        }
        if (user.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemCode.UNAUTHORIZED, "The name or the password is wrong."));
        }
        counts.succeeded(key, address);
        // Only who knows the password hears of it.
        user.get().standing().suspended(clock.instant()).ifPresent(Users::refuse);
        return renewed(user.get(), password, address);
    }

    private static void refuse(Suspension suspension) {
        String reason = suspension.reason().isBlank() ? "." : ": " + suspension.reason();
        Problem problem = Problem.of(ProblemCode.SUSPENDED, "This account is suspended" + reason);
        throw new ProblemException(suspension.until().map(problem::until).orElse(problem));
    }

    /**
     * Gives a user another password, and ends all sessions but one, see {@link UserRepository#changePassword}; whoever calls has the nodes
     * hear of it.
     *
     * @param current the password so far, which counts as one more login does
     * @param next by the rule of passwords; doors check first, to name the field
     * @param spared the session that goes on, empty for none
     * @param address where the call comes from
     * @throws ProblemException 403 {@code forbidden} if {@code current} is wrong or the user has no password here; 409 {@code conflict} if
     *     the password was changed meanwhile; 429 as {@link #login}
     */
    public User changePassword(String id, String current, String next, String spared, String address) {
        Optional<User> user = find(id);
        return setPassword(requirePassword(user, current, address), next, spared, address);
    }

    /**
     * Lets pass whose password it is, which counts as one more login does.
     *
     * @param address where the call comes from
     * @throws ProblemException 403 {@code forbidden} if it is wrong or the user has no password here; 429 as {@link #login}
     */
    public void requirePassword(User user, String current, String address) {
        requirePassword(Optional.of(user), current, address);
    }

    private User requirePassword(Optional<User> user, String current, String address) {
        String key = user.map(User::nameKey).orElse("");
        counts.begin(key, address);
        Optional<User> found;
        try {
            found = matching(user, current, address);
        } catch (RuntimeException unanswered) {
            counts.unanswered(key, address);
            throw unanswered;
        }
        User known = found.orElseThrow(
                () -> new ProblemException(Problem.of(ProblemCode.FORBIDDEN, "The current password is wrong.")));
        counts.succeeded(key, address);
        return known;
    }

    /**
     * The same for somebody who need not know the password so far.
     *
     * @throws ProblemException 409 {@code conflict} if the password was changed meanwhile
     */
    public User setPassword(User user, String next, String spared, String address) {
        if (settings.password().rule().violation(next).isPresent()) {
            throw new IllegalArgumentException("A password is against its rule");
        }
        String hash = passwords.inTurn(address, () -> passwords.hash(next));
        return repository
                .changePassword(user.id(), user.passwordHash(), hash, spared)
                .orElseThrow(() ->
                        new ProblemException(Problem.of(ProblemCode.CONFLICT, "The password was changed meanwhile.")));
    }

    private Optional<User> matching(String name, String password, String address) {
        Optional<User> named = byName(name);
        String email = EmailKey.of(name);
        if (email.isEmpty()) {
            return matching(named, password, address);
        }
        Optional<User> found = named.isEmpty() ? Optional.empty() : matching(named, password, address);
        return found.isPresent() ? found : matching(repository.byEmail(email), password, address);
    }

    private Optional<User> matching(Optional<User> user, String password, String address) {
        Optional<User> found = user.filter(one -> !one.passwordHash().isEmpty());
        String hash = found.map(User::passwordHash).orElse(passwords.nobodys());
        boolean matches = passwords.inTurn(address, () -> passwords.matches(password, hash));
        return matches ? found : Optional.empty();
    }

    /** The user with this id, whose account has not ended. */
    public Optional<User> find(String id) {
        return repository.byId(id).filter(user -> !user.standing().deleted());
    }

    /** Who got the name while another rule held goes before who would have the same name by today's. */
    private Optional<User> byName(String name) {
        String former = NameKey.former(name);
        String key = NameKey.of(name);
        Optional<User> user = former.equals(key) ? Optional.empty() : repository.byNameKey(former);
        return user.or(() -> repository.byNameKey(key));
    }

    private User renewed(User user, String password, String address) {
        if (!passwords.isOutdated(user.passwordHash())) {
            return user;
        }
        String hash = passwords.inTurn(address, () -> passwords.hash(password));
        repository.replaceHash(user.id(), user.passwordHash(), hash);
        return new User(user.id(), user.name(), user.image(), user.displayName(), hash, user.standing());
    }

    private static ProblemException taken() {
        return new ProblemException(Problem.of(ProblemCode.CONFLICT, "This name is taken."));
    }
}
