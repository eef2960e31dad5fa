package xyz.anipub.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;

/** Whether load balancers poll the readiness of this node. Thread-safe. */
@SingletonBean
public class ReadinessPolls {

    /** Who has not asked for so long does not go by the answer. Longer than balancers wait between two questions, of which most ask every few seconds. */
    static final Duration MEMORY = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private volatile @Nullable Long asked;

    public ReadinessPolls() {
        this(System::nanoTime);
    }

    /** @param nanos a clock that is never set */
    ReadinessPolls(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The readiness was polled. */
    void asked() {
        asked = nanos.getAsLong();
    }

    /** Whether it was polled lately. */
    boolean areRecent() {
        Long last = asked;
        return last != null && nanos.getAsLong() - last < MEMORY.toNanos();
    }
}
