package xyz.anipub.chat;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import xyz.anipub.trace.Durations;
import xyz.anipub.trace.LogContext;

/**
 * One lane per active room on this node: what is submitted for a room runs one after another, in the order of
 * submission; rooms run side by side.
 *
 * <p>A lane exists while it has work. It is bounded: a task too many is refused. A task may wait for the store. Within
 * {@link ConcurrentHashMap#compute} only the lane's queue is touched; tasks run outside of every lock. Not a {@code SerialQueue}
 * for each room: an empty lane has to go in the step in which it is found empty.
 */
public final class RoomLanes {

    /** After so many tasks a busy lane makes way for others that wait for the same thread. */
    private static final int TURN = 16;

    private final Executor executor;
    private final int capacity;
    private final ConcurrentHashMap<RoomId, ArrayDeque<Step>> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Durations waits = new Durations();
    private final LongAdder refused = new LongAdder();
    private volatile boolean closed;

    /**
     * @param executor runs the lanes; a lane holds one of its threads only while it has work
     * @param capacity how many tasks may wait in one lane
     */
    public RoomLanes(Executor executor, int capacity) {
        this.executor = executor;
        this.capacity = capacity;
    }

    /**
     * Appends a task to a room's lane.
     *
     * @return completes after the task ran, on the lane's thread; exceptionally with what the task threw
     * @throws RoomBusyException if the lane is full; the task will not run
     * @throws UnavailableException if it is closed; the same
     */
    public CompletionStage<Void> submit(RoomId room, Runnable task) {
        return append(room, task, capacity);
    }

    /**
     * Appends a task that ends something, as a presence: it is taken even into a full lane. The caller sees to it that
     * there are at most as many of them as there are things to end.
     *
     * @return as {@link #submit}
     * @throws UnavailableException if the lane is closed
     */
    public CompletionStage<Void> submitEnding(RoomId room, Runnable task) {
        return append(room, task, Integer.MAX_VALUE);
    }

    private CompletionStage<Void> append(RoomId room, Runnable task, int bound) {
        Step step = new Step(task, new CompletableFuture<>(), System.nanoTime());
        boolean[] started = {false};
        lanes.compute(room, (id, queue) -> {
            if (closed) {
                throw new UnavailableException("The server is stopping: try again in a moment.");
            }
            ArrayDeque<Step> lane = queue;
            if (lane == null) {
                lane = new ArrayDeque<>();
                started[0] = true;
            } else if (lane.size() >= bound) {
                refused.increment();
                throw new RoomBusyException("This room is too busy: try again in a moment.");
            }
            lane.add(step);
            waiting.incrementAndGet();
            return lane;
        });
        if (started[0]) {
            start(room);
        }
        return step.done();
    }

    /** The rooms whose lanes have work now, or had a moment ago. */
    public Set<RoomId> active() {
        return Set.copyOf(lanes.keySet());
    }

    /** How many tasks wait or run now, over all rooms. */
    public int waiting() {
        return waiting.get();
    }

    /** How long tasks have waited for their turn. */
    public Durations waits() {
        return waits;
    }

    /** How many tasks found their lane full. */
    public long refused() {
        return refused.sum();
    }

    /** Refuses new tasks; those that wait still run. */
    public void close() {
        closed = true;
    }

    private void start(RoomId room) {
        try {
            executor.execute(() -> run(room));
        } catch (RuntimeException | OutOfMemoryError e) {
            // The executor is shut down, or there is no thread to be had: nobody else would begin what waits here.
            UnavailableException refusal =
                    new UnavailableException("The server cannot do this now: try again in a moment.", e);
            ArrayDeque<Step> lost = lanes.remove(room);
            if (lost != null) {
                waiting.addAndGet(-lost.size());
                lost.forEach(step -> step.done().completeExceptionally(refusal));
            }
        }
    }

    private void run(RoomId room) {
        for (int i = 0; i < TURN; i++) {
            Step[] next = {null};
            // A lane that is found empty is removed in the same step, so that no task can be left behind in it.
            lanes.computeIfPresent(room, (id, queue) -> {
                next[0] = queue.poll();
                return next[0] == null ? null : queue;
            });
            if (next[0] == null) {
                return;
            }
            waits.count(System.nanoTime() - next[0].since());
            LogContext.Scope about = LogContext.ofRoom(room.value());
            try {
                next[0].run();
            } finally {
                about.end();
                waiting.decrementAndGet();
            }
        }
        start(room);
    }

    private record Step(Runnable task, CompletableFuture<Void> done, long since) {

        void run() {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException | Error failure) {
                done.completeExceptionally(failure);
            }
        }
    }
}
