package xyz.anipub.chat;

import java.time.Duration;
import java.util.function.LongSupplier;
import xyz.anipub.peer.TokenBuckets;

/**
 * Counts how fast each user acts on this node, through whichever door. Thread-safe. It remembers those who have acted
 * lately, at most {@value #USERS}.
 */
public final class UserPace {

    private static final int USERS = 20_000;

    private final TokenBuckets<UserId> actions;
    private final TokenBuckets<UserId> joins;
    private final TokenBuckets<UserId> entries;
    private final TokenBuckets<UserId> rooms;
    private final TokenBuckets<UserId> searches;

    public UserPace(UserLimits limits) {
        this(limits, System::nanoTime);
    }

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public UserPace(UserLimits limits, LongSupplier nanoTime) {
        actions = new TokenBuckets<>(limits.actions(), USERS, nanoTime);
        joins = new TokenBuckets<>(limits.joins(), USERS, nanoTime);
        entries = new TokenBuckets<>(limits.entries(), USERS, nanoTime);
        rooms = new TokenBuckets<>(limits.rooms(), USERS, nanoTime);
        searches = new TokenBuckets<>(limits.searches(), USERS, nanoTime);
    }

    /**
     * Counts an event or a request.
     *
     * @throws TooFastException if it is one too many
     */
    public void act(UserId user) {
        check(actions.takeOrWait(user), "You are doing too much at once. Try again in a moment.");
    }

    /**
     * Counts that a user joins a room.
     *
     * @throws TooFastException if it is one too many
     */
    public void join(UserId user) {
        check(joins.takeOrWait(user), "You are joining too many rooms at once. Try again in a moment.");
    }

    /**
     * Counts that a member enters a room, or returns into it.
     *
     * @throws TooFastException if it is one too many
     */
    public void enter(UserId user) {
        check(entries.takeOrWait(user), "You are entering too many rooms at once. Try again in a moment.");
    }

    /**
     * Counts that a user creates a room, or gives one another name or description.
     *
     * @throws TooFastException if it is one too many
     */
    public void changeRoom(UserId user) {
        check(rooms.takeOrWait(user), "You are creating or changing too many rooms at once. Try again in a moment.");
    }

    /**
     * Counts that a user has much of the store read.
     *
     * @throws TooFastException if it is one too many
     */
    public void search(UserId user) {
        check(searches.takeOrWait(user), "You are searching too much at once. Try again in a moment.");
    }

    private static void check(long nanosToWait, String refusal) {
        if (nanosToWait > 0) {
            throw new TooFastException(refusal, Duration.ofNanos(nanosToWait));
        }
    }
}
