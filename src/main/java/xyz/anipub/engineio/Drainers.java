package xyz.anipub.engineio;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.packet.LastRun;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.queue.Rest;
import xyz.anipub.queue.SerialQueue;

/**
 * Write what has been queued to many sessions, so that whoever queues does not. While they make their round, further
 * messages gather in the sessions' queues, and what has gathered leaves in one piece: this is what makes a busy room
 * fast (decision record 31).
 *
 * <p>Each session always has the same drainer, and a drainer runs on one thread at a time. A session waits at most once,
 * so the queues are bounded by the sessions.
 */
final class Drainers {

    /** The number of sessions after which a drainer makes way for others that wait for the same thread. */
    static final int TURN = 256;

    /** A turn in which fewer sessions got several packets that others got, too, is followed by no rest. */
    static final int MANY = 32;

    private final Executor executor;
    private final Timers timers;
    private final LongSupplier nanoTime;
    private final List<Drainer> drainers;

    /**
     * @param timers hand on to the same executor
     * @param config says how many sessions may be written to at the same time, if the executor has the threads
     */
    Drainers(Executor executor, Timers timers, LongSupplier nanoTime, EngineConfig config) {
        this.executor = executor;
        this.timers = timers;
        this.nanoTime = nanoTime;
        drainers = Stream.generate(() -> new Drainer(config.batchBytes()))
                .limit(config.drainers())
                .toList();
    }

    /** Takes a session that does not wait yet. */
    void add(Session session) {
        drainers.get(Math.floorMod(session.hashCode(), drainers.size())).add(session);
    }

    /**
     * After a turn in which many got the same packets it rests for half of the time that the turn took: a write costs nearly the same
     * whatever is in it, and meanwhile more gathers. Where each session gets a packet of its own nothing would, and nobody rests; and who
     * is written to after a pause waits for nothing.
     *
     * <p>Its own executor, since the queue asks for one exactly when a turn is to begin. All fields belong to whoever runs the queue,
     * or has just been given the right to.
     */
    private final class Drainer implements Executor {

        private final SerialQueue<Session> due = new SerialQueue<>(this, TURN, this::drain);
        private final LastRun lastRun;
        private boolean isBegun;
        private long began;
        private long ended;

        Drainer(int batchBytes) {
            lastRun = new LastRun(batchBytes);
        }

        void add(Session session) {
            due.add(session);
            due.start();
        }

        @Override
        public void execute(Runnable turn) {
            boolean gathers = lastRun.takeShared() >= MANY;
            long rest = gathers ? Rest.after(ended - began) - (nanoTime.getAsLong() - ended) : 0;
            isBegun = false;
            if (rest > 0) {
                timers.schedule(turn, rest, TimeUnit.NANOSECONDS);
            } else {
                executor.execute(turn);
            }
        }

        private void drain(Session session) {
            if (!isBegun) {
                began = nanoTime.getAsLong();
                isBegun = true;
            }
            try {
                session.flushDue(lastRun);
            } finally {
                ended = nanoTime.getAsLong();
            }
        }
    }
}
