package xyz.anipub.socketio.admin;

import java.util.concurrent.CompletionStage;

/**
 * Knows the operators' password; a port, so that the choice of hash, and of the thread that computes it, is the
 * application's.
 */
@FunctionalInterface
public interface PasswordCheck {

    /**
     * Whether this is the password. It takes its time on purpose, the same for right and wrong ones, but returns at once;
     * may be called by any thread. {@link Login} bounds how many are under way.
     *
     * @throws java.util.concurrent.RejectedExecutionException if none can be checked any more
     */
    CompletionStage<Boolean> matches(String password);
}
