package xyz.anipub.socketio.adapter.cluster.carrier;

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
 * executor. Broadcasts for the same sockets that have come one behind the other are handled together: what many sockets get is
 * made once, and leaves in one piece. A message that cannot be read or handled is counted, and the next one is taken.
 *
 * <p>Thread-safe; the monitor of this object guards the queue, nothing is called with it but the executor. Bounded by
 * {@link ClusterLimits}. Not a {@code SerialQueue}, as several messages are handled at once, and closing drops what waits.
 */
public final class Inbox {

    /** Then others who want the thread have their turn. */
    private static final int BATCH = 64;

    private final Executor executor;
    private final ClusterLimits limits;
    private final ClusterMeter meter;
    private final Consumer<List<Incoming>> handler;
    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private final List<Runnable> whenRoom = new ArrayList<>();
    private long bytes;
    private boolean isRunning;
    private boolean isClosed;

    /** @param isTask whether it is none, and behind what came before it */
    private record Arrival(int bytes, Supplier<Optional<Incoming>> message, boolean isTask) {}

    /** @param handler gets one message, or several that {@linkplain Incoming#goesWith go together} */
    public Inbox(Executor executor, ClusterLimits limits, ClusterMeter meter, Consumer<List<Incoming>> handler) {
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
        add(new Arrival(bytes, message, false));
    }

    /** Runs a task when all that came before has been handled. */
    public void addTask(Runnable task) {
        add(new Arrival(
                0,
                () -> {
                    task.run();
                    return Optional.empty();
                },
                true));
    }

    private void add(Arrival arrival) {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            waiting.add(arrival);
            bytes += arrival.bytes();
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
    public void close() {
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
        List<Incoming> together = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            Arrival next;
            List<Runnable> due;
            synchronized (this) {
                next = waiting.poll();
                if (next == null && together.isEmpty()) {
                    isRunning = false;
                    return;
                }
                bytes -= next == null ? 0 : next.bytes();
                due = takeWhenRoom();
            }
            due.forEach(this::tell);
            if (next == null) {
                // What has come meanwhile is behind it.
                handle(together);
            } else {
                if (next.isTask()) {
                    handle(together);
                }
                read(next).ifPresent(message -> take(message, together));
            }
        }
        handle(together);
        run();
    }

    private Optional<Incoming> read(Arrival arrival) {
        try {
            return arrival.message().get();
        } catch (RuntimeException | Error e) {
            meter.countRefused(e);
            return Optional.empty();
        }
    }

    /** Only broadcasts wait for others: whether the next message is wanted may depend on what another kind does. */
    private void take(Incoming message, List<Incoming> together) {
        if (!together.isEmpty() && !message.goesWith(together.get(0))) {
            handle(together);
        }
        together.add(message);
        if (!message.isBroadcast()) {
            handle(together);
        }
    }

    /** Afterwards there is none. */
    private void handle(List<Incoming> together) {
        if (together.isEmpty()) {
            return;
        }
        try {
            handler.accept(List.copyOf(together));
            together.forEach(each -> meter.countReceived());
        } catch (RuntimeException | Error e) {
            meter.countRefused(e);
        }
        together.clear();
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
