package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Says once in the log that Redis answers a command with an error: a right that is missing, a key of another type. Thread-safe. */
final class Refusals {

    private static final Logger LOG = System.getLogger(Refusals.class.getName());

    private final AtomicBoolean told = new AtomicBoolean();

    /** @param failure that of a command; one that passes is no refusal */
    void note(String command, @Nullable Throwable failure) {
        if (failure instanceof RedisCommandExecutionException
                && !Passing.is(failure)
                && told.compareAndSet(false, true)) {
            LOG.log(
                    Level.ERROR,
                    "Redis refuses {0}, and this node does not hear others: {1}",
                    command,
                    Advice.on(failure));
        }
    }
}
