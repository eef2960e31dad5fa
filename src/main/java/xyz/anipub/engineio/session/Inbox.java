package xyz.anipub.engineio.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import xyz.anipub.trace.LogContext;
import xyz.anipub.trace.Receipt;

/**
 * A session's serial queue to its listener: one delivery at a time, in order, on an executor, within a bound. What
 * waits behind a few counts in the {@link Backlog}. Not a {@code SerialQueue}: there is one for each session, mostly empty, which
 * has to be small then, and what is refused and what is the last is decided under the lock under which it is queued.
 *
 * <p>The object's monitor guards all fields; deliveries run without it. Nothing is delivered before {@link #start}.
 */
public final class Inbox implements Runnable {

    private static final Logger LOG = System.getLogger(Inbox.class.getName());

    /** The number of deliveries after which a busy session makes way for others that wait for the same thread. */
    private static final int TURN = 64;

    /** Most sessions are idle: a queue begins small, and is given up when it was long. */
    private static final int SHORT = 2;

    private static final int LONG = 64;

    private static final int FREE_BYTES = 65_536;

    private record Delivery(Runnable call, int bytes, boolean counted, long received) {}

    private final String sid;
    private final QueueBound bound;
    private final Executor executor;
    private final Backlog backlog;
    private Deque<Delivery> deliveries = new ArrayDeque<>(SHORT);
    private long bytes;
    private boolean wasLong;
    private boolean ended;
    private boolean scheduled = true;

    public Inbox(String sid, QueueBound bound, Executor executor, Backlog backlog) {
        this.sid = sid;
        this.bound = bound;
        this.executor = executor;
        this.backlog = backlog;
    }

    /** Delivers {@code first} before all that has been offered, and lets the queue run. */
    public void start(Runnable first) {
        synchronized (this) {
            deliveries.addFirst(new Delivery(first, 0, false, System.nanoTime()));
        }
        execute();
    }

    /** Adds a delivery; false if there is no room for it. After the end it is dropped silently. */
    public boolean offer(int size, Runnable call) {
        long received = System.nanoTime();
        synchronized (this) {
            if (ended) {
                return true;
            }
            if (bound.isExceededBy(deliveries.size() + 1, bytes + size) && !deliveries.isEmpty()) {
                return false;
            }
            boolean counts = deliveries.size() >= LONG || bytes > FREE_BYTES;
            if (counts && !backlog.add(1, size)) {
                return false;
            }
            add(new Delivery(call, size, counts, received));
            if (scheduled) {
                return true;
            }
            scheduled = true;
        }
        execute();
        return true;
    }

    /** Adds the last delivery, whatever the bound. To be called once. */
    public void end(Runnable last) {
        synchronized (this) {
            ended = true;
            add(new Delivery(last, 0, false, System.nanoTime()));
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        execute();
    }

    private void add(Delivery delivery) {
        deliveries.add(delivery);
        wasLong |= deliveries.size() > LONG;
        bytes += delivery.bytes();
    }

    private void execute() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            // Only an executor that has been shut down refuses; the session's close must be told even so.
            run();
        }
    }

    /** For its executor. */
    @Override
    public void run() {
        for (int i = 0; i < TURN; i++) {
            Delivery delivery = next();
            if (delivery == null) {
                return;
            }
            deliver(delivery);
        }
        execute();
    }

    private synchronized @Nullable Delivery next() {
        Delivery delivery = deliveries.poll();
        if (delivery == null) {
            scheduled = false;
            if (wasLong) {
                deliveries = new ArrayDeque<>(SHORT);
                wasLong = false;
            }
        } else {
            bytes -= delivery.bytes();
            if (delivery.counted()) {
                backlog.remove(1, delivery.bytes());
            }
        }
        return delivery;
    }

    // Whatever the listener throws, the deliveries after it are owed.
    private void deliver(Delivery delivery) {
        LogContext.Scope about = LogContext.ofSession(sid);
        long before = Receipt.OF_WORK.begin(delivery.received());
        try {
            delivery.call().run();
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "The listener failed in session " + LogContext.tag(sid), e);
        } finally {
            Receipt.OF_WORK.end(before);
            about.end();
        }
    }
}
