package xyz.anipub.engineio;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.packet.LastRun;
import xyz.anipub.queue.SerialQueue;

/**
 * Write what has been queued to many sessions, so that whoever queues does not. While they make their round, further
 * messages gather in the sessions' queues, and what has gathered leaves in one piece: this is what makes a busy room
 * fast.
 *
 * <p>Each session always has the same drainer, and a drainer runs on one thread at a time. A session waits at most once,
 * so the queues are bounded by the sessions and by whoever awaits {@link #drained}.
 */
final class Drainers {

    /** The number of sessions after which a drainer makes way for others that wait for the same thread. */
    private static final int TURN = 256;

    private final List<Drainer> drainers;

    /** @param config says how many sessions may be written to at the same time, if the executor has the threads */
    Drainers(Executor executor, EngineConfig config) {
        drainers = Stream.generate(() -> new Drainer(executor, config.batchBytes()))
                .limit(config.drainers())
                .toList();
    }

    /** Takes a session that does not wait yet. */
    void add(Session session) {
        drainers.get(Math.floorMod(session.hashCode(), drainers.size())).add(session);
    }

    /** Completes once the sessions that wait now have been written to, on the thread of the drainer that is the last. */
    CompletionStage<Void> drained() {
        return CompletableFuture.allOf(drainers.stream().map(Drainer::drained).toArray(CompletableFuture<?>[]::new));
    }

    private static final class Drainer {

        private final SerialQueue<Runnable> due;
        /** Belongs to whoever runs the queue. */
        private final LastRun lastRun;

        Drainer(Executor executor, int batchBytes) {
            due = new SerialQueue<>(executor, TURN, Runnable::run);
            lastRun = new LastRun(batchBytes);
        }

        void add(Session session) {
            add(() -> session.flushDue(lastRun));
        }

        CompletableFuture<Void> drained() {
            CompletableFuture<Void> drained = new CompletableFuture<>();
            add(() -> drained.complete(null));
            return drained;
        }

        private void add(Runnable task) {
            due.add(task);
            due.start();
        }
    }
}
