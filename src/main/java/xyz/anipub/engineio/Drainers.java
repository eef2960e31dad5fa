package xyz.anipub.engineio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Write what has been queued to many sessions, so that whoever queues does not. While they make their round, further
 * messages gather in the sessions' queues, and what has gathered leaves in one piece: this is what makes a busy room
 * fast.
 *
 * <p>Each session always has the same drainer, and a drainer runs on one thread at a time. Without a lock: a drainer that
 * runs takes what is added meanwhile, one that does not is started by whoever adds first. A session waits at most once,
 * so the queues are bounded by the sessions.
 */
final class Drainers {

    /** After so many sessions a drainer makes way for others that wait for the same thread. */
    private static final int TURN = 256;

    private final Drainer[] drainers;

    /** @param count how many sessions may be written to at the same time, if the executor has the threads */
    Drainers(Executor executor, int count) {
        drainers = Stream.generate(() -> new Drainer(executor)).limit(count).toArray(Drainer[]::new);
    }

    /** Takes a session that does not wait yet. */
    void add(Session session) {
        drainers[Math.floorMod(session.hashCode(), drainers.length)].add(session);
    }

    private static final class Drainer implements Runnable {

        private final Executor executor;
        private final Queue<Session> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean running = new AtomicBoolean();

        Drainer(Executor executor) {
            this.executor = executor;
        }

        void add(Session session) {
            waiting.add(session);
            start();
        }

        @Override
        public void run() {
            try {
                turn();
            } finally {
                // Also after a failure: the sessions after that one wait, too.
                running.set(false);
                if (!waiting.isEmpty()) {
                    start();
                }
            }
        }

        private void turn() {
            for (int i = 0; i < TURN; i++) {
                Session session = waiting.poll();
                if (session == null) {
                    return;
                }
                session.flushDue();
            }
        }

        private void start() {
            if (running.get() || !running.compareAndSet(false, true)) {
                return;
            }
            try {
                executor.execute(this);
            } catch (RejectedExecutionException e) {
                // The executor has been shut down, and with it the server: last words are written here.
                run();
            }
        }
    }
}
