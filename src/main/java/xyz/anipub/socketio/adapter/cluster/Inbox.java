package xyz.anipub.socketio.adapter.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What has come from other nodes for one namespace: read and handled in order, one after the other, on the threads of an
 * executor. A message that cannot be read or handled is counted, and the next one is taken.
 *
 * <p>Thread-safe; the monitor of this object guards the queue, nothing is called with it but the executor. Bounded by
 * {@link ClusterLimits}.
 */
public final class Inbox {

    /** Then others who want the thread have their turn. */
    private static final int BATCH = 64;

    private final Executor executor;
    private final ClusterLimits limits;
    private final ClusterMeter meter;
    private final Consumer<Incoming> handler;
    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private final List<Runnable> whenRoom = new ArrayList<>();
    private long bytes;
    private boolean isRunning;
    private boolean isClosed;

    private record Arrival(int bytes, Supplier<Optional<Incoming>> message) {}

    Inbox(Executor executor, ClusterLimits limits, ClusterMeter meter, Consumer<Incoming> handler) {
        this.executor = executor;
        this.limits = limits;
        this.meter = meter;
        this.handler = handler;
    }

    /**
     * Takes a message unless too many wait; then it is lost, and counted.
     *
     * @param bytes its length
     * @param message reads it, on another thread, later; empty if it is not for this node; may throw
     */
    public void offer(int bytes, Supplier<Optional<Incoming>> message) {
        if (isFull()) {
            meter.countOverflown();
        } else {
            add(bytes, message);
        }
    }

    /** The same for who can wait, see {@link #whenRoom}: takes it in any case. */
    public void add(int bytes, Supplier<Optional<Incoming>> message) {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            waiting.add(new Arrival(bytes, message));
            this.bytes += bytes;
            if (isRunning) {
                return;
            }
            isRunning = true;
        }
        run();
    }

    /** Whether as much waits as may. */
    public synchronized boolean isFull() {
        return !isClosed && (waiting.size() >= limits.maxWaiting() || bytes >= limits.maxWaitingBytes());
    }

    /** Runs a short task, once, when less waits than may: at once, or on the thread that takes the message away. */
    public void whenRoom(Runnable task) {
        synchronized (this) {
            if (isFull()) {
                whenRoom.add(task);
                return;
            }
        }
        task.run();
    }

    /** Drops what waits, and takes nothing any more. */
    void close() {
        List<Runnable> due;
        synchronized (this) {
            isClosed = true;
            waiting.clear();
            bytes = 0;
            due = takeWhenRoom();
        }
        due.forEach(this::tell);
    }

    private void tell(Runnable whoWaits) {
        try {
            whoWaits.run();
        } catch (RuntimeException | Error e) {
            meter.countRefused(e);
        }
    }

    private void run() {
        try {
            executor.execute(this::handleSome);
        } catch (RejectedExecutionException e) {
            // The node is stopping.
            close();
        }
    }

    private void handleSome() {
        for (int i = 0; i < BATCH; i++) {
            Arrival next;
            List<Runnable> due;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    isRunning = false;
                    return;
                }
                bytes -= next.bytes();
                due = takeWhenRoom();
            }
            due.forEach(this::tell);
            handle(next);
        }
        run();
    }

    private void handle(Arrival arrival) {
        try {
            arrival.message().get().ifPresent(message -> {
                handler.accept(message);
                meter.countReceived();
            });
        } catch (RuntimeException | Error e) {
            meter.countRefused(e);
        }
    }

    private List<Runnable> takeWhenRoom() {
        if (whenRoom.isEmpty() || isFull()) {
            return List.of();
        }
        List<Runnable> due = List.copyOf(whenRoom);
        whenRoom.clear();
        return due;
    }
}
