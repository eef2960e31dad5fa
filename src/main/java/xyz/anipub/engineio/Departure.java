package xyz.anipub.engineio;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reports when what a thread has sent has been written, also where that was left to the engine's drainers. */
public final class Departure {

    private static final ThreadLocal<@Nullable Set<Drainers.Drainer>> USED = new ThreadLocal<>();

    private Departure() {}

    /**
     * Runs a task.
     *
     * @return completes once each session that this thread has sent to meanwhile has been written to, as far as its transport was
     *     ready; on a drainer's thread, which must not be blocked, or at once where none was left to a drainer. Of what is sent within
     *     another call only the inner one's stage reports
     */
    public static CompletionStage<Void> of(Runnable sending) {
        Set<Drainers.Drainer> before = USED.get();
        Set<Drainers.Drainer> used = new HashSet<>();
        USED.set(used);
        try {
            sending.run();
        } finally {
            if (before == null) {
                USED.remove();
            } else {
                USED.set(before);
            }
        }
        return CompletableFuture.allOf(
                used.stream().map(Drainers.Drainer::drained).toArray(CompletableFuture<?>[]::new));
    }

    /** This thread has sent to a session which that drainer is going to write to. */
    static void leaveTo(Drainers.Drainer drainer) {
        Set<Drainers.Drainer> used = USED.get();
        if (used != null) {
            used.add(drainer);
        }
    }
}
