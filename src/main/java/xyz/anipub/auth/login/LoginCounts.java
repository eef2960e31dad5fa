package xyz.anipub.auth.login;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.LoginLimits;
import xyz.anipub.auth.login.Attempt.Step;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.peer.IpAddress;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/**
 * Counts logins and registrations of the last minute against {@link LoginLimits}: those of this node, and those of the others
 * that are {@linkplain AttemptSignal signalled}, each by the clock of the node that counts. So an address is limited as on one
 * node, but for what it has under way on several at the same moment.
 *
 * <p>Any thread may call; no call waits. The monitor makes one step of checking and counting; nothing is signalled inside.
 */
@SingletonBean
public class LoginCounts {

    private final Attempts<Source> failures;
    private final Attempts<String> failuresOfAddress;
    private final Attempts<String> logins;
    private final Attempts<String> registrations;
    private final AttemptSignal signal;
    private final LongAdder refusedLogins = new LongAdder();
    private final LongAdder refusedRegistrations = new LongAdder();

    /** Who tries to log in from where. */
    private record Source(String name, String address) {}

    @Inject
    public LoginCounts(AuthSettings settings, AttemptSignal signal) {
        this(settings.password().limits(), signal, Clock.systemUTC());
    }

    public LoginCounts(LoginLimits limits, AttemptSignal signal, Clock clock) {
        this.failures = new Attempts<>(limits.failures(), clock);
        this.failuresOfAddress = new Attempts<>(limits.failuresOfAddress(), clock);
        this.logins = new Attempts<>(limits.ofAddress(), clock);
        this.registrations = new Attempts<>(limits.registrations(), clock);
        this.signal = signal;
    }

    /**
     * Counts a login, as a failure until {@link #succeeded} or {@link #unanswered} is told of it: many at once are no way
     * around the limits.
     *
     * @throws ProblemException 429 if it is one too many, which counts nothing
     */
    void begin(String name, String address) {
        Attempt attempt = new Attempt(Step.LOGIN_BEGAN, name, IpAddress.group(address));
        synchronized (this) {
            Source source = new Source(attempt.name(), attempt.address());
            refuseIfAny(failures.pause(source), "Too many failed logins. Try again later.", refusedLogins);
            refuseIfAny(
                    failuresOfAddress.pause(source.address()),
                    "Too many failed logins. Try again later.",
                    refusedLogins);
            refuseIfAny(logins.pause(source.address()), "Too many logins. Try again later.", refusedLogins);
            count(attempt);
        }
        signal.counted(attempt);
    }

    /** The login was none that failed, and those that failed before it do not matter any more. */
    void succeeded(String name, String address) {
        countAndSignal(new Attempt(Step.LOGIN_SUCCEEDED, name, IpAddress.group(address)));
    }

    /** The login did not fail; but it was one, as it has cost something. */
    void unanswered(String name, String address) {
        countAndSignal(new Attempt(Step.LOGIN_UNANSWERED, name, IpAddress.group(address)));
    }

    /**
     * Counts a registration, whatever becomes of it.
     *
     * @throws ProblemException 429 if it is one too many, which counts nothing
     */
    void register(String address) {
        Attempt attempt = new Attempt(Step.REGISTRATION, "", IpAddress.group(address));
        refuseIfAny(
                registrations.countOrPause(attempt.address()),
                "Too many registrations. Try again later.",
                refusedRegistrations);
        signal.counted(attempt);
    }

    /** Counts what another node has counted. */
    public void counted(Attempt attempt) {
        count(attempt);
    }

    private void countAndSignal(Attempt attempt) {
        count(attempt);
        signal.counted(attempt);
    }

    private synchronized void count(Attempt attempt) {
        Source source = new Source(attempt.name(), attempt.address());
        switch (attempt.step()) {
            case LOGIN_BEGAN -> {
                failures.count(source);
                failuresOfAddress.count(source.address());
                logins.count(source.address());
            }
            case LOGIN_SUCCEEDED -> {
                failures.forget(source);
                failuresOfAddress.takeBack(source.address());
            }
            case LOGIN_UNANSWERED -> {
                failures.takeBack(source);
                failuresOfAddress.takeBack(source.address());
            }
            case REGISTRATION -> registrations.count(source.address());
        }
    }

    /** How many logins this node has refused, as they were too many. */
    public long refusedLogins() {
        return refusedLogins.sum();
    }

    /** How many registrations this node has refused, as they were too many. */
    public long refusedRegistrations() {
        return refusedRegistrations.sum();
    }

    private static void refuseIfAny(Optional<Duration> pause, String detail, LongAdder refused) {
        pause.ifPresent(wait -> {
            refused.increment();
            throw new ProblemException(
                    Problem.of(ProblemCode.RATE_LIMITED, detail).withRetryAfter(wait));
        });
    }
}
