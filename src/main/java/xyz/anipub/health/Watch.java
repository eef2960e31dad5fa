package xyz.anipub.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;

/** Whether somebody asks again and again if this node is ready, as load balancers do. Thread-safe. */
@SingletonBean
public class Watch {

    /** Who has not asked for so long does not go by the answer. Longer than balancers wait between two questions, of which most ask every few seconds. */
    static final Duration MEMORY = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private volatile @Nullable Long asked;

    public Watch() {
        this(System::nanoTime);
    }

    /** @param nanos a clock that is never set */
    Watch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Somebody asks. */
    void asked() {
        asked = nanos.getAsLong();
    }

    /** Whether somebody has asked lately. */
    boolean isKept() {
        Long last = asked;
        return last != null && nanos.getAsLong() - last < MEMORY.toNanos();
    }
}
