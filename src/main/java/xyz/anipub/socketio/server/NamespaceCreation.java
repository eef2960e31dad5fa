package xyz.anipub.socketio.server;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has each namespace made by one thread; others that want it meanwhile wait, for a bounded time. A thread that would wait for
 * itself, perhaps by way of others, gets the namespace before all listeners have heard of it.
 *
 * <p>Thread-safe, without a lock; no thread is in a table longer than it makes or waits.
 */
final class NamespaceCreation {

    private final Map<String, Birth> births = new ConcurrentHashMap<>();
    /** What threads wait for that want a namespace that another one makes. */
    private final Map<Thread, Birth> waiting = new ConcurrentHashMap<>();

    private final Duration patience;

    /** Makes a namespace, or finds it. */
    @FunctionalInterface
    interface Maker {

        /** @param begun to be told of the namespace before any code of the application is called */
        LocalNamespace make(Consumer<LocalNamespace> begun);
    }

    /** A namespace that is being made, and whose listeners hear of it. */
    private static final class Birth {

        private final Thread thread = Thread.currentThread();
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile @Nullable LocalNamespace child;

        /**
         * What is being made, for those who may not wait for its listeners: they are the listeners, or these wait for them.
         *
         * @throws IllegalStateException if it is not even made
         */
        LocalNamespace child() {
            LocalNamespace made = child;
            if (made == null) {
                throw new IllegalStateException("a namespace is asked for by what makes it");
            }
            return made;
        }
    }

    /** Another thread makes a namespace, and that takes too long. */
    static final class StillMadeException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        StillMadeException(String path) {
            super("namespace " + path + " is still being made: a listener for new namespaces takes its time");
        }
    }

    /** @param patience how long a thread waits for another one's listeners */
    NamespaceCreation(Duration patience) {
        this.patience = patience;
    }

    /**
     * What the maker returns, unless another thread is making it.
     *
     * @return null if another thread has made it meanwhile: it has to be looked for again
     * @throws StillMadeException if another thread takes too long to make it
     */
    @Nullable
    LocalNamespace once(String path, Maker maker) {
        Birth mine = new Birth();
        Birth earlier = births.putIfAbsent(path, mine);
        if (earlier != null) {
            return await(earlier, path);
        }
        try {
            return maker.make(made -> mine.child = made);
        } finally {
            births.remove(path);
            mine.end.countDown();
        }
    }

    private @Nullable LocalNamespace await(Birth birth, String path) {
        Thread current = Thread.currentThread();
        if (birth.thread == current) {
            return birth.child();
        }
        // Before the look: of two that wait for each other one at least sees it.
        waiting.put(current, birth);
        try {
            if (waitsFor(birth.thread, current)) {
                return birth.child();
            } else if (!birth.end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StillMadeException(path);
            }
            return null;
        } catch (InterruptedException e) {
            current.interrupt();
            throw new IllegalStateException("interrupted while a namespace was made", e);
        } finally {
            waiting.remove(current);
        }
    }

    /** Whether a thread waits, perhaps by way of others, for what another one makes. */
    private boolean waitsFor(Thread first, Thread wanted) {
        Set<Thread> seen = new HashSet<>();
        Thread each = first;
        while (each != wanted && seen.add(each)) {
            Birth next = waiting.get(each);
            if (next == null) {
                return false;
            }
            each = next.thread;
        }
        return each == wanted;
    }
}
