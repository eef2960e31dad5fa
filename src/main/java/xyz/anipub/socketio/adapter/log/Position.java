package xyz.anipub.socketio.adapter.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much this node has delivered of the log that all nodes share. Not thread-safe: its adapter guards it.
 *
 * <p>In doubt is what an application delivers in its own order: then something is in the log, and not delivered, or the other way
 * round, and offsets are good on this node only.
 */
public final class Position {

    private final String uid;
    private final LongSupplier nanoTime;
    private @Nullable EntryId read;
    private long count;
    private boolean inDoubt;
    private long doubtUntil;
    private Duration longestDoubt = Duration.ZERO;

    public Position(String uid, LongSupplier nanoTime) {
        this.uid = uid;
        this.nanoTime = nanoTime;
    }

    /** Everything up to there has been delivered. */
    public void read(EntryId id) {
        read = id;
    }

    /** Counts one of this node's own, which is about to be delivered. */
    public long next() {
        return ++count;
    }

    public void doubt(Duration time) {
        long until = nanoTime.getAsLong() + time.toNanos();
        doubtUntil = inDoubt && doubtUntil - until > 0 ? doubtUntil : until;
        longestDoubt = inDoubt && longestDoubt.compareTo(time) > 0 ? longestDoubt : time;
        inDoubt = true;
    }

    /** If it is in doubt, it is so for as long again. */
    public void prolongDoubt() {
        if (isInDoubt()) {
            doubt(longestDoubt);
        }
    }

    private boolean isInDoubt() {
        inDoubt = inDoubt && nanoTime.getAsLong() - doubtUntil < 0;
        return inDoubt;
    }

    /** Empty as long as it is in doubt, or nothing has been read. */
    public Optional<Mark> mark() {
        return isInDoubt() || read == null ? Optional.empty() : Optional.of(new Mark(uid, read, count));
    }

    /** What makes a local offset one of a node among others. */
    String suffix() {
        return "." + mark().map(Mark::toString).orElse(uid);
    }
}
