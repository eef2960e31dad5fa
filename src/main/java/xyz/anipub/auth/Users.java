package xyz.anipub.auth;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import xyz.anipub.peer.IpAddress;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.text.NameKey;

/**
 * Registers users, checks their passwords, finds them. Any thread may call; each call may block on the store and on the
 * turn to hash, for a bounded time, and then throw {@link UnavailableException} or a 503 problem.
 */
@ApplicationScoped
public class Users {

    private AuthSettings settings;
    private UserRepository repository;
    private Passwords passwords;
    private Attempts<Source> failures;
    private Attempts<String> failuresOfAddress;
    private Attempts<String> logins;
    private Attempts<String> registrations;
    private Clock clock;

    /** For the container's proxy. */
    protected Users() {}

    @Inject
    public Users(AuthSettings settings, UserRepository repository) {
        this(settings, repository, Clock.systemUTC());
    }

    Users(AuthSettings settings, UserRepository repository, Clock clock) {
        this.settings = settings;
        this.repository = repository;
        this.passwords = new Passwords(settings.password());
        LoginLimits limits = settings.password().limits();
        this.failures = new Attempts<>(limits.failures(), clock);
        this.failuresOfAddress = new Attempts<>(limits.failuresOfAddress(), clock);
        this.logins = new Attempts<>(limits.ofAddress(), clock);
        this.registrations = new Attempts<>(limits.registrations(), clock);
        this.clock = clock;
    }

    @PreDestroy
    void end() {
        passwords.close();
    }

    /**
     * Keeps a new user.
     *
     * @param image an http(s) or relative URL, empty for none
     * @param address where the registration comes from
     * @throws IllegalArgumentException if a value is against its rule; doors check first, to name the field
     * @throws ProblemException 409 {@code conflict} if the name is taken, ignoring case; of two at once, one gets this; 429
     *     after too many registrations from the address
     */
    public User register(String name, String password, String image, String address) {
        boolean sound = settings.name().violation(name).isEmpty()
                && settings.password().rule().violation(password).isEmpty()
                && ImageUrl.RULE.violation(image).isEmpty()
                && ImageUrl.isAllowed(image);
        if (!sound) {
            throw new IllegalArgumentException("A name, password or image is against its rule");
        }
        // Before the name is looked up, so that nobody finds out names faster than by registering.
        refuseIfAny(registrations.countOrPause(IpAddress.group(address)), "Too many registrations. Try again later.");
        if (repository.byNameKey(NameKey.of(name)).isPresent()) {
            throw taken();
        }
        String hash = passwords.inTurn(address, () -> passwords.hash(password));
        User user = new User(UserIds.next(clock.instant()), settings.name().apply(name), image, hash);
        if (repository.add(user) != UserRepository.Added.YES) {
            throw taken();
        }
        return user;
    }

    /**
     * Finds the user by name, ignoring case, and checks the password. An unknown name costs the same hash. A hash of other
     * parameters than ours is renewed.
     *
     * @param address where the attempt comes from
     * @throws ProblemException 401 if name or password are wrong, without saying which; 429 after too many failures, or too
     *     many logins from the address
     */
    public User login(String name, String password, String address) {
        Source source = new Source(NameKey.of(name), IpAddress.group(address));
        // As a failure, before anything is read or hashed: many at once are no way around the limits.
        count(source);
        Optional<User> user;
        try {
            user = matching(name, password, address);
        } catch (RuntimeException unanswered) {
            // No failure; but a login, as it has cost something.
            failures.takeBack(source);
            failuresOfAddress.takeBack(source.address());
            throw unanswered;
        }
        if (user.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemCode.UNAUTHORIZED, "The name or the password is wrong."));
        }
        failures.forget(source);
        failuresOfAddress.takeBack(source.address());
        return renewed(user.get(), password, address);
    }

    private Optional<User> matching(String name, String password, String address) {
        Optional<User> found = named(name).filter(user -> !user.passwordHash().isEmpty());
        String hash = found.map(User::passwordHash).orElse(passwords.nobodys());
        boolean matches = passwords.inTurn(address, () -> passwords.matches(password, hash));
        return matches ? found : Optional.empty();
    }

    /** In one step, so that of many at once no more than allowed pass. */
    private synchronized void count(Source source) {
        refuseIfAny(failures.pause(source), "Too many failed logins. Try again later.");
        refuseIfAny(failuresOfAddress.pause(source.address()), "Too many failed logins. Try again later.");
        refuseIfAny(logins.pause(source.address()), "Too many logins. Try again later.");
        failures.count(source);
        failuresOfAddress.count(source.address());
        logins.count(source.address());
    }

    /** The user with this id. */
    public Optional<User> find(String id) {
        return repository.byId(id);
    }

    /** Who got the name while another rule held goes before who would have the same name by today's. */
    private Optional<User> named(String name) {
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
        return new User(user.id(), user.name(), user.image(), hash);
    }

    private static void refuseIfAny(Optional<Duration> pause, String detail) {
        pause.ifPresent(wait -> {
            throw new ProblemException(
                    Problem.of(ProblemCode.RATE_LIMITED, detail).withRetryAfter(wait));
        });
    }

    private static ProblemException taken() {
        return new ProblemException(Problem.of(ProblemCode.CONFLICT, "This name is taken."));
    }

    /** Who tries to log in from where. */
    private record Source(String nameKey, String address) {}
}
