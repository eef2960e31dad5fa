package xyz.anipub.engineio;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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
 * so the queues are bounded by the sessions, and by whoever awaits a {@link Departure}.
 */
final class Drainers {

    /** The number of sessions, and of those who wait for them, after which a drainer makes way for others that wait for the same thread. */
    private static final int TURN = 256;

    private final List<Drainer> drainers;

    /** @param config says how many sessions may be written to at the same time, if the executor has the threads */
    Drainers(Executor executor, EngineConfig config) {
        drainers = Stream.generate(() -> new Drainer(executor, config.batchBytes()))
                .limit(config.drainers())
                .toList();
    }

    /** The session's own. */
    Drainer of(Session session) {
        return drainers.get(Math.floorMod(session.hashCode(), drainers.size()));
    }

    /** Writes to one session after another; thread-safe. */
    static final class Drainer {

        private final SerialQueue<Runnable> due;
        /** Belongs to whoever runs the queue. */
        private final LastRun lastRun;

        Drainer(Executor executor, int batchBytes) {
            due = new SerialQueue<>(executor, TURN, Runnable::run);
            lastRun = new LastRun(batchBytes);
        }

        /** Takes a session that does not wait yet. */
        void add(Session session) {
            add(() -> session.flushDue(lastRun));
        }

        /** Completes on the drainer's thread, once the sessions that wait now have been written to. */
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
