package xyz.anipub.store;

import java.util.function.Supplier;

/** What happens to a real database, one at a time. */
public enum Faults {
    CONNECTION_CLOSED(true, Fault::dropped),
    ANSWER_LOST(true, Fault::replyDropped),
    NO_LONGER_PRIMARY(true, Fault::primaryMoved),
    PRIMARY_MOVED_IN_A_BATCH(true, () -> Fault.primaryMovedAfter(1)),
    SHUTTING_DOWN(true, () -> Fault.error(91, "ShutdownInProgress", "RetryableWriteError")),
    STEPPED_DOWN_AFTER_THE_WRITE(
            true, () -> Fault.writeConcernError(11602, "InterruptedDueToReplStateChange", "RetryableWriteError")),
    MAJORITY_UNKNOWN(false, () -> Fault.writeConcernError(64, "WriteConcernFailed")),
    TIME_EXCEEDED(false, () -> Fault.error(262, "ExceededTimeLimit")),
    SERVER_GAVE_UP(false, () -> Fault.error(50, "MaxTimeMSExpired")),
    MAJORITY_NOT_YET_READABLE(false, () -> Fault.error(134, "ReadConcernMajorityNotAvailableYet")),
    PLAN_KILLED(false, () -> Fault.error(175, "QueryPlanKilled")),
    MEMORY_EXCEEDED(false, () -> Fault.error(146, "ExceededMemoryLimit"));

    private final boolean isRetried;
    private final Supplier<Fault> fault;

    Faults(boolean isRetried, Supplier<Fault> fault) {
        this.isRetried = isRetried;
        this.fault = fault;
    }

    public Fault fault() {
        return fault.get();
    }

    /** Whether a driver tries again by itself, if a retry cannot do the thing twice. */
    public boolean isRetried() {
        return isRetried;
    }
}
