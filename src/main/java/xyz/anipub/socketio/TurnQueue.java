package xyz.anipub.socketio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a socket's callbacks one after another. A callback runs on the thread that brings it if nothing is running,
 * else on the thread that is running the one before; so a socket that another thread disconnects in the middle of an
 * event hears of it when that event is done, and hears nothing afterwards.
 *
 * <p>Lock-free. Two threads at most bring callbacks in the long run: the connection's, which waits for each event it
 * brings unless the socket is being disconnected, and the one that disconnects it. So next to nothing waits here.
 */
final class TurnQueue {

    private static final Logger LOG = System.getLogger(TurnQueue.class.getName());

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();

    void run(Runnable callback) {
        waiting.add(callback);
        if (unfinished.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable next = waiting.poll();
            try {
                if (next != null) {
                    next.run();
                }
            } catch (RuntimeException | Error e) {
                // The next one has to run in any case: it may be the one that ends the socket.
                LOG.log(Level.ERROR, "A socket's callback failed", e);
            }
        } while (unfinished.decrementAndGet() > 0);
    }
}
