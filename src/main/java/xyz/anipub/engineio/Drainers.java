package xyz.anipub.engineio;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import xyz.anipub.queue.SerialQueue;

/**
 * Write what has been queued to many sessions, so that whoever queues does not. While they make their round, further
 * messages gather in the sessions' queues, and what has gathered leaves in one piece: this is what makes a busy room
 * fast.
 *
 * <p>Each session always has the same drainer, and a drainer runs on one thread at a time. A session waits at most once,
 * so the queues are bounded by the sessions.
 */
final class Drainers {

    /** The number of sessions after which a drainer makes way for others that wait for the same thread. */
    private static final int TURN = 256;

    private final List<SerialQueue<Session>> drainers;

    /** @param count how many sessions may be written to at the same time, if the executor has the threads */
    Drainers(Executor executor, int count) {
        drainers = Stream.generate(() -> new SerialQueue<>(executor, TURN, Session::flushDue))
                .limit(count)
                .toList();
    }

    /** Takes a session that does not wait yet. */
    void add(Session session) {
        SerialQueue<Session> drainer = drainers.get(Math.floorMod(session.hashCode(), drainers.size()));
        drainer.add(session);
        drainer.start();
    }
}
