package xyz.anipub.health;

import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.engineio.Engine;

/**
 * Whether this process is worth going on with: it is not if it takes no connections, or threads wait for each other for ever. What
 * passes by itself is no reason to end it. Thread-safe; the monitor of this object guards what was found last, as looking for
 * deadlocks stops all threads for a moment, and anybody may ask.
 */
@SingletonBean
public class Liveness {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Engine engine;
    private final Supplier<long @Nullable []> deadlocked;
    private final LongSupplier nanos;
    private boolean isDeadlocked;
    private @Nullable Long looked;

    @Inject
    public Liveness(Engine engine) {
        this(engine, ManagementFactory.getThreadMXBean()::findDeadlockedThreads, System::nanoTime);
    }

    /**
     * @param deadlocked the threads that wait for each other; null for none
     * @param nanos a clock that is never set
     */
    Liveness(Engine engine, Supplier<long @Nullable []> deadlocked, LongSupplier nanos) {
        this.engine = engine;
        this.deadlocked = deadlocked;
        this.nanos = nanos;
    }

    List<Check> checks() {
        return List.of(
                Check.of("engine", Optional.of(Reason.STOPPED).filter(why -> engine.isClosed())),
                Check.of("threads", Optional.of(Reason.DEADLOCK).filter(why -> isDeadlocked())));
    }

    private synchronized boolean isDeadlocked() {
        long now = nanos.getAsLong();
        if (looked == null || now - looked >= LOOK_AGAIN.toNanos()) {
            looked = now;
            isDeadlocked = deadlocked.get() != null;
        }
        return isDeadlocked;
    }
}
