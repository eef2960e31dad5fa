package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.message.MessageAnnouncer;

/**
 * Says when a room's next posts are stored: once what those before had sent has left, and after a rest if they were several. The longer
 * this takes, the more is stored, announced and written in one piece, and what is to be written does not pile up (decision record 31).
 */
@SingletonBean
class Pace {

    /** The longest rest, in ns: a batch may have taken long because its thread had no processor. */
    static final long MAX_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** How long the next posts wait at most, in ns, for what leaves behind what other rooms have sent. */
    static final long MAX_DEPARTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final MessageAnnouncer announcer;
    private final ScheduledExecutorService timers;

    @Inject
    Pace(MessageAnnouncer announcer, ScheduledExecutorService timers) {
        this.announcer = announcer;
        this.timers = timers;
    }

    /**
     * Runs a batch, and when it is time for it what comes next: on this thread, one of the timers, or one that writes to sockets. Nothing
     * comes next if the batch throws.
     *
     * @param several whether to rest
     * @param next must neither block nor throw
     */
    void run(Runnable batch, boolean several, Runnable next) {
        long began = System.nanoTime();
        CompletionStage<Void> departure = announcer.departure(batch);
        bounded(departure).thenRun(() -> {
            if (several) {
                // Who was written to last posts last.
                schedule(next, Math.min((System.nanoTime() - began) / 2, MAX_REST_NANOS));
            } else {
                next.run();
            }
        });
    }

    private CompletionStage<Void> bounded(CompletionStage<Void> departure) {
        if (departure.toCompletableFuture().isDone()) {
            return departure;
        }
        CompletableFuture<Void> over = new CompletableFuture<>();
        Future<?> timer = schedule(() -> over.complete(null), MAX_DEPARTURE_NANOS);
        departure.thenRun(() -> {
            timer.cancel(false);
            over.complete(null);
        });
        return over;
    }

    /** Runs it at once if there is no timer to be had. */
    private Future<?> schedule(Runnable task, long nanos) {
        try {
            return timers.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RuntimeException | OutOfMemoryError e) {
            task.run();
            return CompletableFuture.completedFuture(null);
        }
    }
}
