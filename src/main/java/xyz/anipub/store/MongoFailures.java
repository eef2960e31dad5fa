package xyz.anipub.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.Set;
import java.util.stream.IntStream;

/** Classifies failures of the driver: no server, transient, duplicate key, or a mistake of ours. */
public final class MongoFailures {

    private static final String NO_SERVER = "while waiting for a server";

    /** Labels of errors that go by. */
    private static final Set<String> LABELS =
            Set.of("RetryableWriteError", "RetryableError", "TransientTransactionError", "SystemOverloadedError");

    /**
     * What a healthy server answers at a bad time: 6, 7, 89, 202, 317, 384, 9001 other members cannot be reached; 24, 46,
     * 112, 225, 244 somebody else was first; 43, 237 a cursor was lost; 50, 262, 290 the time was up; 64, 79, 91, 100,
     * 133, 134, 189, 10058, 10107, 11600, 11602, 13435, 13436 members change or lag; 63, 150, 13388 shards move; 39,
     * 14031 no room on the disk; 146, 175, 292 memory and plans; 11601 an operator ended it; 462 it has too much to do.
     */
    private static final Set<Integer> PASSING = Set.of(
            6, 7, 24, 39, 43, 46, 50, 63, 64, 79, 89, 91, 100, 112, 133, 134, 146, 150, 175, 189, 202, 225, 237, 244,
            262, 290, 292, 317, 384, 462, 9001, 10058, 10107, 11600, 11601, 11602, 13388, 13435, 13436, 14031);

    /** {@code OutOfDiskSpace}. */
    private static final int NO_ROOM = 14031;

    private MongoFailures() {}

    /**
     * Whether no server could be found or connected to, so that the next call would wait for the same. A call that took
     * too long, or a pool whose connections are all in use, says nothing about the others.
     */
    public static boolean isNoServer(MongoException failure) {
        return failure instanceof MongoSocketOpenException
                || failure instanceof MongoSecurityException
                // The driver has one type for all it waited for in vain.
                || failure instanceof MongoTimeoutException
                        && failure.getMessage() != null
                        && failure.getMessage().contains(NO_SERVER);
    }

    /**
     * Whether the same call may succeed later. Of a write it is not known then whether it happened. What is neither this
     * nor {@link #isDuplicate} is a mistake of ours, or of the server's configuration.
     */
    public static boolean isPassing(MongoException failure) {
        return !(failure instanceof MongoServerException)
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoExecutionTimeoutException
                || failure instanceof MongoWriteConcernException
                || LABELS.stream().anyMatch(failure::hasErrorLabel)
                || codes(failure).anyMatch(PASSING::contains);
    }

    /**
     * Whether a call was never sent: no server was found, none of its connections was free, or none could be opened. On a
     * retry the driver throws what ended the first attempt instead.
     */
    public static boolean isUnsent(MongoException failure) {
        return failure instanceof MongoSocketOpenException
                || failure instanceof MongoTimeoutException && !(failure instanceof MongoOperationTimeoutException);
    }

    /**
     * Runs an insert.
     *
     * @return false if nothing but a unique index refused it
     */
    public static boolean isInserted(Runnable insert) {
        try {
            insert.run();
            return true;
        } catch (MongoException failure) {
            if (isDuplicate(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** Whether the database's disk has no room, so that nothing can be stored until somebody makes some. */
    public static boolean isFull(MongoException failure) {
        return codes(failure).anyMatch(code -> code == NO_ROOM);
    }

    /** Whether nothing but a unique index refused a write; in a batch, all that was refused. */
    public static boolean isDuplicate(MongoException failure) {
        return !isPassing(failure)
                && failure instanceof MongoServerException
                && codes(failure).allMatch(code -> ErrorCategory.fromErrorCode(code) == ErrorCategory.DUPLICATE_KEY);
    }

    private static IntStream codes(MongoException failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            IntStream refused = bulk.getWriteErrors().stream().mapToInt(error -> error.getCode());
            // Without the majority, what was written may be rolled back, whatever else is said.
            return bulk.getWriteConcernError() != null || bulk.getWriteErrors().isEmpty()
                    ? IntStream.concat(refused, IntStream.of(64))
                    : refused;
        }
        return IntStream.of(failure.getCode());
    }
}
