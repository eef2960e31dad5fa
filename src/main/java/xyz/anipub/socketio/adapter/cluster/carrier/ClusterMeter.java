package xyz.anipub.socketio.adapter.cluster.carrier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what goes between this node and others, and says once of each kind of trouble that there is some. Thread-safe.
 */
public final class ClusterMeter {

    private static final Logger LOG = System.getLogger(ClusterMeter.class.getName());

    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder overflown = new LongAdder();
    private final LongAdder unsent = new LongAdder();

    /** How many messages of other nodes were handled. */
    public long received() {
        return received.sum();
    }

    /** How many of this node's messages have gone out. */
    public long sent() {
        return sent.sum();
    }

    /** How many were malformed, or could not be handled. */
    public long refused() {
        return refused.sum();
    }

    /** How many came while too many were waiting. */
    public long overflown() {
        return overflown.sum();
    }

    /** How many of this node's messages did not go out: too long, or too many while nobody could be reached. */
    public long unsent() {
        return unsent.sum();
    }

    void countReceived() {
        received.increment();
    }

    void countRefused(Throwable failure) {
        note(refused, "A message of another node was refused, and further ones will only be counted: " + failure);
    }

    void countOverflown() {
        note(
                overflown,
                "Other nodes send faster than this one handles: messages are dropped, and only counted from now on");
    }

    /** A message of this node has gone out. */
    public void countSent() {
        sent.increment();
    }

    /** A message of this node has not gone out. */
    public void countUnsent(Throwable failure) {
        note(unsent, "A message for other nodes was not sent, and further ones will only be counted: " + failure);
    }

    private static void note(LongAdder counter, String trouble) {
        synchronized (counter) {
            if (counter.sum() == 0) {
                LOG.log(Level.WARNING, trouble);
            }
            counter.increment();
        }
    }
}
