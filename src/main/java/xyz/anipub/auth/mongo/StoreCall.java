package xyz.anipub.auth.mongo;

import com.mongodb.MongoException;
import java.util.function.Supplier;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.store.FailureTranslation;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.MongoFailures;

/** Runs calls to the driver and translates its failures into those of {@code auth}. */
final class StoreCall {

    private static final FailureTranslation FAILURES =
            new FailureTranslation(UnavailableException::new, UnavailableException::new);

    private StoreCall() {}

    /** @throws UnavailableException if there was no answer, or one that a later try would change */
    static <T> T answer(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw FAILURES.of(e);
        }
    }

    /** Runs an insert. False if a unique index refused it. */
    static boolean inserted(Runnable insert) {
        return answer(() -> MongoFailures.isInserted(insert));
    }

    /** @throws UnavailableException if the indexes are missing that are rules */
    static void require(IndexSetup indexes) {
        if (!answer(indexes::await)) {
            throw new UnavailableException(indexes.why());
        }
    }
}
