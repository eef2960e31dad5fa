package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.PartitionException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says once in the log that Redis answers a command with an error: a right that is missing, a key of another type; also one that should
 * pass, such as that of a server which is no master, if it lasts. Thread-safe; the monitor of this object guards what is known.
 */
public final class Refusals {

    private static final Logger LOG = System.getLogger(Refusals.class.getName());

    /** What lasts longer is worth a line: it may pass by itself, or never. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String consequence;
    private boolean isRefusalTold;
    private boolean isDelayTold;
    private @Nullable Long since;
    private volatile @Nullable RedisTrouble trouble;

    /** @param consequence what it means, for the log */
    public Refusals(String consequence) {
        this.consequence = consequence;
    }

    /**
     * @param command what it is about, for the log
     * @param failure that of a command; null if it was done, which ends a failure that passes
     */
    public void note(String command, @Nullable Throwable failure) {
        remember(failure);
        if (failure != null && isToBeTold(failure)) {
            LOG.log(Level.ERROR, "Redis refuses {0}, and {1}: {2}", command, consequence, Advice.on(failure));
        } else if (failure == null) {
            done();
        }
    }

    /** The same without a word, for what is told elsewhere. */
    void remember(@Nullable Throwable failure) {
        if (failure == null) {
            trouble = null;
        } else if (failure instanceof RedisCommandExecutionException) {
            trouble = RedisTrouble.of(failure);
        } else if (failure instanceof PartitionException) {
            trouble = RedisTrouble.INCOMPLETE;
        }
    }

    /** What the last command was answered, if it was an error. */
    public Optional<RedisTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    private synchronized boolean isToBeTold(Throwable failure) {
        if (!Passing.is(failure)) {
            boolean isFirst = failure instanceof RedisCommandExecutionException && !isRefusalTold;
            isRefusalTold |= isFirst;
            return isFirst;
        }
        long now = System.nanoTime();
        if (since == null) {
            since = now;
        }
        // That there is no connection is said elsewhere.
        boolean isFirst = (failure instanceof RedisCommandExecutionException || failure instanceof PartitionException)
                && !isDelayTold
                && now - since > PATIENCE.toNanos();
        isDelayTold |= isFirst;
        return isFirst;
    }

    private synchronized void done() {
        since = null;
        isDelayTold = false;
    }
}
