package xyz.anipub.chat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import xyz.anipub.peer.Rate;
import xyz.anipub.peer.TokenBuckets;

/**
 * Counts how fast each user acts, through whichever door: on this node, and on others as far as {@link #spentElsewhere} is told.
 * Thread-safe. It remembers those who have acted lately, at most {@value #USERS}.
 */
public final class UserPace {

    /** What is counted for itself. */
    public enum Kind {
        ACTIONS(UserLimits::actions, "You are doing too much at once. Try again in a moment."),
        JOINS(UserLimits::joins, "You are joining too many rooms at once. Try again in a moment."),
        ENTRIES(UserLimits::entries, "You are entering too many rooms at once. Try again in a moment."),
        ROOMS(UserLimits::rooms, "You are creating or changing too many rooms at once. Try again in a moment."),
        SEARCHES(UserLimits::searches, "You are searching too much at once. Try again in a moment.");

        private final Function<UserLimits, Rate> rate;
        private final String refusal;

        Kind(Function<UserLimits, Rate> rate, String refusal) {
            this.rate = rate;
            this.refusal = refusal;
        }
    }

    private static final int USERS = 20_000;

    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

    /** Whether somebody takes what was spent; else it is not gathered. */
    private volatile boolean shared;

    /**
     * @param spent on this node since it was taken the last time
     * @param refused how often one was too many
     */
    private record Count(TokenBuckets<UserId> buckets, Map<UserId, Integer> spent, LongAdder refused) {}

    public UserPace(UserLimits limits) {
        this(limits, System::nanoTime);
    }

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public UserPace(UserLimits limits, LongSupplier nanoTime) {
        for (Kind kind : Kind.values()) {
            counts.put(
                    kind,
                    new Count(
                            new TokenBuckets<>(kind.rate.apply(limits), USERS, nanoTime),
                            new ConcurrentHashMap<>(),
                            new LongAdder()));
        }
    }

    /**
     * Counts an event or a request.
     *
     * @throws TooFastException if it is one too many
     */
    public void act(UserId user) {
        spend(Kind.ACTIONS, user);
    }

    /**
     * Counts that a user joins a room.
     *
     * @throws TooFastException if it is one too many
     */
    public void join(UserId user) {
        spend(Kind.JOINS, user);
    }

    /**
     * Counts that a member enters a room, or returns into it.
     *
     * @throws TooFastException if it is one too many
     */
    public void enter(UserId user) {
        spend(Kind.ENTRIES, user);
    }

    /**
     * Counts that a user creates a room, or gives one another name or description.
     *
     * @throws TooFastException if it is one too many
     */
    public void changeRoom(UserId user) {
        spend(Kind.ROOMS, user);
    }

    /**
     * Counts that a user has much of the store read.
     *
     * @throws TooFastException if it is one too many
     */
    public void search(UserId user) {
        spend(Kind.SEARCHES, user);
    }

    private void spend(Kind kind, UserId user) {
        Count count = count(kind);
        long nanosToWait = count.buckets().takeOrWait(user);
        if (nanosToWait > 0) {
            count.refused().increment();
            throw new TooFastException(kind.refusal, Duration.ofNanos(nanosToWait));
        }
        if (shared) {
            count.spent().merge(user, 1, Integer::sum);
        }
    }

    /** From now on, what is spent here is gathered for {@link #takeSpent}, which somebody is to call about once a second. */
    public void share() {
        shared = true;
    }

    /** What each user has spent on this node since the last call. */
    public Map<UserId, Integer> takeSpent(Kind kind) {
        Map<UserId, Integer> spent = count(kind).spent();
        Map<UserId, Integer> taken = new HashMap<>();
        for (UserId user : spent.keySet()) {
            Integer number = spent.remove(user);
            if (number != null) {
                taken.put(user, number);
            }
        }
        return taken;
    }

    /** Counts what a user has spent on another node, even if it is more than one may: then there is the longer to wait. */
    public void spentElsewhere(Kind kind, UserId user, int number) {
        count(kind).buckets().spend(user, number);
    }

    /** How often this node has found that somebody did too much. */
    public long refused(Kind kind) {
        return count(kind).refused().sum();
    }

    private Count count(Kind kind) {
        return Objects.requireNonNull(counts.get(kind));
    }
}
