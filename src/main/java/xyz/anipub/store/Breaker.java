package xyz.anipub.store;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A circuit breaker: for a second after a call found no server, all calls fail at once but for one that tries again.
 *
 * <p>Any thread may call; nothing waits. A slow or refused call opens nothing, see {@link MongoFailures#isNoServer}.
 */
public final class Breaker {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final long REACHABLE = 0;

    /** Until when calls fail at once, on the clock of {@link System#nanoTime()}. */
    private final AtomicLong awayUntil = new AtomicLong(REACHABLE);

    /** Whether a call may be made now; if so, one of the other two methods has to be called with its outcome. */
    public boolean mayAsk() {
        long until = awayUntil.get();
        if (until == REACHABLE) {
            return true;
        }
        long now = System.nanoTime();
        return until - now <= 0 && awayUntil.compareAndSet(until, soon(now));
    }

    /** A server answered, whatever it said. */
    public void answered() {
        if (awayUntil.get() != REACHABLE) {
            awayUntil.set(REACHABLE);
        }
    }

    /** Whether nobody answered when it was asked last. */
    public boolean isAway() {
        return awayUntil.get() != REACHABLE;
    }

    public void failed(MongoException failure) {
        if (MongoFailures.isNoServer(failure)) {
            awayUntil.set(soon(System.nanoTime()));
        } else {
            answered();
        }
    }

    /** Never {@link #REACHABLE}. */
    private static long soon(long now) {
        long until = now + ASK_AGAIN.toNanos();
        return until == REACHABLE ? until + 1 : until;
    }
}
