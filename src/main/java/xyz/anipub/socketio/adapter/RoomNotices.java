package xyz.anipub.socketio.adapter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Changes of rooms on their way to the listeners: noted where they happen, perhaps under a lock, and told afterwards.
 *
 * <p>Lock-free. Nothing is noted while nobody listens; else a change waits only while an earlier one is being told.
 */
final class RoomNotices {

    private static final Logger LOG = System.getLogger(RoomNotices.class.getName());

    private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Consumer<RoomListener>> noted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger untold = new AtomicInteger();

    void add(RoomListener listener) {
        listeners.add(listener);
    }

    void note(Consumer<RoomListener> change) {
        if (!listeners.isEmpty()) {
            noted.add(change);
        }
    }

    /** Tells what has been noted, unless another thread is doing so: then that one does. To be called without a lock. */
    void tell() {
        if (noted.isEmpty() || untold.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            for (Consumer<RoomListener> change = noted.poll(); change != null; change = noted.poll()) {
                tell(change);
            }
            seen = untold.addAndGet(-seen);
        } while (seen > 0);
    }

    private void tell(Consumer<RoomListener> change) {
        for (RoomListener listener : listeners) {
            try {
                change.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener for rooms failed", e);
            }
        }
    }
}
