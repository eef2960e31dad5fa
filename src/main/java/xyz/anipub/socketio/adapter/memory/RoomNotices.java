package xyz.anipub.socketio.adapter.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import xyz.anipub.queue.SerialQueue;
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
    private final SerialQueue<Consumer<RoomListener>> noted;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    /** @param threads where a long queue is reported */
    RoomNotices(SocketEmitter threads) {
        this.noted = new SerialQueue<>(threads::execute, TURN, this::report);
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
        noted.runHere();
    }

    private void report(Consumer<RoomListener> change) {
        boolean isLast = waiting.decrementAndGet() == 0;
        for (RoomListener listener : listeners) {
            try {
                change.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener for rooms failed", e);
            }
        }
        if (isLast && lost.get() > 0) {
            LOG.log(
                    Level.WARNING,
                    "Listeners for rooms are too slow: {0} changes were not reported",
                    lost.getAndSet(0));
        }
    }
}
