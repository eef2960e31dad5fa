package xyz.anipub.chat.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.node.LiveNodes;

/**
 * The store's time as far as it can be believed: one that leaps forward would have every message expire at once, and that cannot be
 * undone. So it is compared with a clock that is never set. Calls must not overlap.
 */
final class StoreTime {

    private static final System.Logger LOG = System.getLogger(StoreTime.class.getName());

    /** More than clocks are corrected by in the normal course of things; messages may go that much too early. */
    static final Duration MAX_LEAP = Duration.ofMinutes(5);

    /** So long somebody can set the clock right. After a machine was suspended it is right. */
    static final Duration DOUBT = Duration.ofHours(1);

    private final LiveNodes nodes;
    private final Clock clock;
    private @Nullable Reading last;
    private @Nullable Long doubtedSince;

    StoreTime(LiveNodes nodes, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    /** What time it is; empty before the store has said so, and while that is in doubt. To be asked regularly. */
    Optional<Instant> now() {
        if (!nodes.knowsStoresTime()) {
            return Optional.empty();
        }
        Reading now = new Reading(nodes.byStore(clock.instant()), nodes.now());
        Reading before = last;
        if (before != null && now.leapSince(before).compareTo(MAX_LEAP) > 0 && isInDoubt(before, now)) {
            return Optional.empty();
        }
        doubtedSince = null;
        last = now;
        return Optional.of(now.time());
    }

    private boolean isInDoubt(Reading before, Reading now) {
        Long since = doubtedSince;
        if (since == null) {
            doubtedSince = now.nanos();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The database's clock has leapt forward by " + now.leapSince(before)
                            + ": no message expires for an hour, unless it is set back before. Set it right if it is wrong.");
            return true;
        }
        return now.nanos() - since < DOUBT.toNanos();
    }

    /** @param nanos by a clock that is never set */
    private record Reading(Instant time, long nanos) {

        /** By how much more the store's clock has gone forward since. */
        Duration leapSince(Reading before) {
            return Duration.between(before.time, time).minusNanos(nanos - before.nanos);
        }
    }
}
