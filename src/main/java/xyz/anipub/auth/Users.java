package xyz.anipub.auth;

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
        this.failures = new Attempts<>(settings.password().failures(), clock);
        this.registrations = new Attempts<>(settings.password().registrations(), clock);
        this.clock = clock;
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
        if (repository.byNameKey(NameKey.of(name)).isPresent()) {
            throw taken();
        }
        refuseIfAny(registrations.countOrPause(IpAddress.group(address)), "Too many registrations. Try again later.");
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
     * @throws ProblemException 401 if name or password are wrong, without saying which; 429 after too many failures
     */
    public User login(String name, String password, String address) {
        Source source = new Source(NameKey.of(name), IpAddress.group(address));
        refuseTooMany(source);
        Optional<User> found = named(name).filter(user -> !user.passwordHash().isEmpty());
        String hash = found.map(User::passwordHash).orElse(passwords.nobodys());
        boolean right = passwords.inTurn(address, () -> {
            // Again, for those that waited for their turn beside many others.
            refuseTooMany(source);
            boolean matches = passwords.matches(password, hash) && found.isPresent();
            if (!matches) {
                failures.count(source);
            }
            return matches;
        });
        if (!right) {
            throw new ProblemException(Problem.of(ProblemCode.UNAUTHORIZED, "The name or the password is wrong."));
        }
        failures.forget(source);
        return renewed(found.orElseThrow(), password, address);
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

    private void refuseTooMany(Source source) {
        refuseIfAny(failures.pause(source), "Too many failed logins. Try again later.");
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
