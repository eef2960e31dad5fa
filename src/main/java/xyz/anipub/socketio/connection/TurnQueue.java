package xyz.anipub.socketio.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Runs a socket's callbacks one after another. A callback runs on the thread that brings it if nothing is running,
 * else on the thread that is running the one before; so a socket that another thread disconnects in the middle of an
 * event hears of it when that event is done, and hears nothing afterwards.
 *
 * <p>The object's monitor guards all fields; callbacks run without it. Two threads at most bring callbacks in the long run: the
 * connection's, which waits for each event it brings unless the socket is being disconnected, and the one that disconnects it.
 * So next to nothing waits here, and there is no queue while nothing does: a {@code SerialQueue} for each socket would be four
 * objects.
 */
public final class TurnQueue {

    private static final Logger LOG = System.getLogger(TurnQueue.class.getName());

    private @Nullable Deque<Runnable> waiting;
    private boolean running;

    public void run(Runnable callback) {
        if (!begins(callback)) {
            return;
        }
        for (Runnable next = callback; next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                // The next one has to run in any case: it may be the one that ends the socket.
                LOG.log(Level.ERROR, "A socket's callback failed", e);
            }
        }
    }

    /** Whether this one is to run now; else it waits. */
    private synchronized boolean begins(Runnable callback) {
        if (!running) {
            running = true;
            return true;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(callback);
        return false;
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting == null ? null : waiting.poll();
        if (next == null) {
            waiting = null;
            running = false;
        }
        return next;
    }
}
