package xyz.anipub.auth.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteConcernException;
import java.util.function.Supplier;
import xyz.anipub.auth.UnavailableException;

/** Runs calls to the driver and tells "the database is away" from "the database says no". */
final class StoreCall {

    private StoreCall() {}

    /** @throws UnavailableException if there was no answer, or one that a later try would change */
    static <T> T answer(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            if (isAway(e)) {
                throw new UnavailableException(e);
            }
            throw e;
        }
    }

    /** Runs an insert. False if a unique index refused it. */
    static boolean inserted(Runnable insert) {
        return answer(() -> {
            try {
                insert.run();
                return true;
            } catch (MongoServerException e) {
                if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static boolean isAway(MongoException e) {
        return !(e instanceof MongoServerException)
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException
                || e instanceof MongoExecutionTimeoutException
                || e instanceof MongoWriteConcernException
                || e.hasErrorLabel("RetryableWriteError");
    }
}
