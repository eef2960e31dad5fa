package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.PartitionException;
import java.util.Set;

/** Failures of commands that pass: Redis begins, or another server takes over. */
final class Passing {

    private static final Set<String> ANSWERS =
            Set.of("CLUSTERDOWN", "TRYAGAIN", "LOADING", "MASTERDOWN", "READONLY", "UNBLOCKED");

    /** A cluster's server has just been left; nothing else tells it from other failures. */
    private static final String LEFT = "Connection is closed";

    private Passing() {}

    static boolean is(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        if (failure instanceof RedisCommandExecutionException) {
            return ANSWERS.contains(reason.split(" ", 2)[0]);
        }
        return failure instanceof RedisConnectionException
                || failure instanceof PartitionException
                || failure instanceof RedisException && reason.equals(LEFT);
    }
}
