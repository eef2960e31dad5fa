package xyz.anipub.socketio.adapter.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.adapter.SocketEmitter;

/**
 * Changes of rooms on their way to the listeners: noted where they happen, perhaps under a lock, and reported afterwards,
 * one at a time and in order.
 *
 * <p>Lock-free. Nothing is noted while nobody listens; else a change waits only while an earlier one is being reported.
 * A thread that has changed rooms reports {@value #TURN} changes at most, its own and others': the rest goes on elsewhere.
 * {@value #MOST} may wait; what listeners are too slow for beyond that is lost, which is logged.
 */
final class RoomNotices {

    static final int TURN = 64;
    static final int MOST = 10_000;

    private static final Logger LOG = System.getLogger(RoomNotices.class.getName());

    private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Consumer<RoomListener>> noted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean isReporting = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();
    private final SocketEmitter threads;

    /** @param threads where a long queue is reported */
    RoomNotices(SocketEmitter threads) {
        this.threads = threads;
    }

    void add(RoomListener listener) {
        listeners.add(listener);
    }

    void note(Consumer<RoomListener> change) {
        if (listeners.isEmpty()) {
            return;
        }
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            lost.incrementAndGet();
        } else {
            noted.add(change);
        }
    }

    /** Reports what has been noted, unless another thread is doing so: then that one does. To be called without a lock. */
    void tell() {
        if (!noted.isEmpty() && isReporting.compareAndSet(false, true)) {
            report();
        }
    }

    private void report() {
        for (int i = 0; i < TURN; i++) {
            Consumer<RoomListener> change = noted.poll();
            if (change != null) {
                waiting.decrementAndGet();
                report(change);
            } else if (isOver()) {
                return;
            }
        }
        try {
            threads.execute(this::report);
        } catch (RejectedExecutionException e) {
            // The server is shutting down; the next change goes on with what waits.
            isReporting.set(false);
        }
    }

    /** What was noted before this thread had given up is nobody else's. */
    private boolean isOver() {
        int missed = lost.getAndSet(0);
        if (missed > 0) {
            LOG.log(Level.WARNING, "Listeners for rooms are too slow: {0} changes were not reported", missed);
        }
        isReporting.set(false);
        return noted.isEmpty() || !isReporting.compareAndSet(false, true);
    }

    private void report(Consumer<RoomListener> change) {
        for (RoomListener listener : listeners) {
            try {
                change.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener for rooms failed", e);
            }
        }
    }
}
