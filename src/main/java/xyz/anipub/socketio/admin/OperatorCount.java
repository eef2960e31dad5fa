package xyz.anipub.socketio.admin;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Engine;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Whether any operator is there. From the first to the last of them the engine's traffic is counted and a task is repeated,
 * each time two seconds after the last has ended; else neither.
 *
 * <p>Its monitor guards the count, and what begins and ends with it: registering an observer and scheduling, which neither
 * waits nor calls back. A repetition that belongs to an earlier audience ends itself, though its task may have been under
 * way when that left.
 */
final class OperatorCount {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** In reports: other nodes send theirs as often. */
    private static final int PATIENCE = 3;

    private final Engine engine;
    private final Traffic traffic;
    private final SocketServer server;
    private final Runnable task;
    /** With all of other nodes counted as one. */
    private int size;
    /** How many reports ago another node last said that it has operators; negative if none has. */
    private int silence = -1;
    /** The number of the audience that is there, or was there last. */
    private int number;

    private @Nullable Future<?> next;
    private volatile boolean isThere;

    /** @param task must not throw */
    OperatorCount(Engine engine, Traffic traffic, SocketServer server, Runnable task) {
        this.engine = engine;
        this.traffic = traffic;
        this.server = server;
        this.task = task;
    }

    /** Costs one look. */
    boolean isThere() {
        return isThere;
    }

    synchronized void came() {
        if (size++ == 0) {
            number++;
            isThere = true;
            engine.observe(traffic);
            schedule(number);
        }
    }

    /** Another node has operators, too; what it does not say again is over after some reports. */
    synchronized void isElsewhere() {
        if (silence < 0) {
            came();
        }
        silence = 0;
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

    private void repeat(int audience) {
        task.run();
        synchronized (this) {
            if (audience != number) {
                return;
            }
            if (silence >= 0 && ++silence > PATIENCE) {
                silence = -1;
                left();
            }
            if (size > 0) {
                schedule(audience);
            }
        }
    }

    private void schedule(int audience) {
        next = server.schedule(INTERVAL, () -> repeat(audience));
    }
}
