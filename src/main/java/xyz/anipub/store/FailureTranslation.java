package xyz.anipub.store;

import com.mongodb.MongoException;

/**
 * What the driver's failures are to those who call a store: of one that passes, an exception of their own; any other is a mistake, and
 * stays what it is.
 *
 * @param unsent for a call that was never sent, so that what was asked for has not happened
 * @param unanswered for one of which that is not known
 */
public record FailureTranslation(Refusal unsent, Refusal unanswered) {

    /** For whoever wants something of a database that nobody answers at. */
    public static final String AWAY = "The database is away. Try again in a moment.";

    private static final String SLOW = "The database did not answer in time. Try again in a moment.";
    private static final String FULL = "The database's disk is full: nothing can be stored. Try again later.";

    /** Makes an exception. */
    @FunctionalInterface
    public interface Refusal {

        /** @param why a sentence for people, without anything of the failure */
        RuntimeException of(String why, MongoException failure);
    }

    /** What to throw for a failure. */
    public RuntimeException of(MongoException failure) {
        if (!MongoFailures.isPassing(failure)) {
            return failure;
        }
        Refusal refusal = MongoFailures.isUnsent(failure) ? unsent : unanswered;
        return refusal.of(why(failure), failure);
    }

    private static String why(MongoException failure) {
        if (MongoFailures.isNoServer(failure)) {
            return AWAY;
        }
        return MongoFailures.isFull(failure) ? FULL : SLOW;
    }
}
