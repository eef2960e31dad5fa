package xyz.anipub.engineio.session;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits in the queues of all sessions of an engine, beyond a batch in each. A message that waits in several counts
 * once. Thread-safe; a message's own monitor guards in how many queues it is counted.
 */
public final class Backlog {

    /** What a packet costs besides its content. */
    private static final int OVERHEAD = 512;

    private final long bound;
    private final AtomicLong bytes = new AtomicLong();

    /** @param bound as {@code EngineConfig.backlogBytes()} */
    public Backlog(long bound) {
        this.bound = bound;
    }

    /** Counts a message in one more queue; false if there is no room for it. */
    boolean add(PreparedMessage message) {
        synchronized (message) {
            if (message.queues == 0 && !add(message.packets().size(), message.size())) {
                return false;
            }
            message.queues++;
            return true;
        }
    }

    /** It has left one of the queues in which it is counted. */
    void remove(PreparedMessage message) {
        synchronized (message) {
            message.queues--;
            if (message.queues == 0) {
                remove(message.packets().size(), message.size());
            }
        }
    }

    /** Counts what waits in one queue alone; false if there is no room for it. */
    boolean add(int packets, long content) {
        long cost = cost(packets, content);
        if (bytes.addAndGet(cost) <= bound) {
            return true;
        }
        bytes.addAndGet(-cost);
        return false;
    }

    void remove(int packets, long content) {
        bytes.addAndGet(-cost(packets, content));
    }

    /** All that is counted. */
    public long bytes() {
        return bytes.get();
    }

    private static long cost(int packets, long content) {
        return (long) packets * OVERHEAD + content;
    }
}
