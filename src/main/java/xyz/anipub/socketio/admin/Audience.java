package xyz.anipub.socketio.admin;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Engine;

/**
 * Whether any operator is there. From the first to the last of them the engine's traffic is counted and a task runs every
 * two seconds; else neither.
 *
 * <p>Its monitor guards the count, and what begins and ends with it: registering an observer and a timer, which neither
 * waits nor calls back.
 */
final class Audience {

    private static final int INTERVAL_SECONDS = 2;

    private final Engine engine;
    private final Traffic traffic;
    private final ScheduledExecutorService timers;
    private final Runnable task;
    private int size;
    private @Nullable Future<?> next;
    private volatile boolean isThere;

    /** @param task must not throw */
    Audience(Engine engine, Traffic traffic, ScheduledExecutorService timers, Runnable task) {
        this.engine = engine;
        this.traffic = traffic;
        this.timers = timers;
        this.task = task;
    }

    /** Costs one look. */
    boolean isThere() {
        return isThere;
    }

    synchronized void came() {
        if (size++ == 0) {
            isThere = true;
            engine.observe(traffic);
            schedule();
        }
    }

    synchronized void left() {
        if (--size == 0) {
            isThere = false;
            engine.forget(traffic);
            traffic.take();
            if (next != null) {
                next.cancel(false);
            }
        }
    }

    private void repeat() {
        task.run();
        synchronized (this) {
            if (size > 0) {
                schedule();
            }
        }
    }

    private void schedule() {
        next = timers.schedule(this::repeat, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }
}
