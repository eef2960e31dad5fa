package xyz.anipub.auth.mongo;

import com.mongodb.MongoException;
import java.util.function.Supplier;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.MongoFailures;

/** Runs calls to the driver and tells "come again" from "the database says no". */
final class StoreCall {

    private StoreCall() {}

    /** @throws UnavailableException if there was no answer, or one that a later try would change */
    static <T> T answer(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            if (MongoFailures.isPassing(e)) {
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
            } catch (MongoException e) {
                if (MongoFailures.isDuplicate(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** @throws UnavailableException if the indexes are missing that are rules */
    static void require(IndexSetup indexes) {
        if (!answer(indexes::await)) {
            throw new UnavailableException(indexes.why());
        }
    }
}
