package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.cluster.PartitionException;
import java.util.Set;

/** Failures of commands that pass: Redis begins, or another server takes over. */
final class Passing {

    private static final Set<String> ANSWERS = Set.of("CLUSTERDOWN", "TRYAGAIN", "LOADING", "MASTERDOWN", "READONLY");

    private Passing() {}

    static boolean is(Throwable failure) {
        return failure instanceof RedisConnectionException
                || failure instanceof PartitionException
                || failure instanceof RedisCommandExecutionException
                        && failure.getMessage() != null
                        && ANSWERS.contains(failure.getMessage().split(" ", 2)[0]);
    }
}
