package xyz.anipub.chat;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a thread wait for what others complete, for a bounded time. Not by {@code orTimeout}: the JDK's one thread for that would
 * keep the application's classes for ever, and it would complete what is not the waiter's.
 */
public final class BoundedWait {

    private BoundedWait() {}

    /**
     * Waits for the result.
     *
     * @throws ExecutionException with what the stage failed with
     * @throws TimeoutException if it takes longer than so many seconds, or the thread is interrupted, which it then stays
     */
    public static <T> T await(CompletionStage<T> stage, long seconds) throws ExecutionException, TimeoutException {
        return await(stage, Duration.ofSeconds(seconds));
    }

    /**
     * The same, and fails as the stage did.
     *
     * @throws CompletionException if that was by what is no {@link RuntimeException}
     */
    public static <T> T result(CompletionStage<T> stage, Duration time) throws TimeoutException {
        try {
            return await(stage, time);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failure.getCause());
        }
    }

    /** As {@link #await(CompletionStage, long)}. */
    public static <T> T await(CompletionStage<T> stage, Duration time) throws ExecutionException, TimeoutException {
        try {
            return stage.toCompletableFuture().get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }
}
