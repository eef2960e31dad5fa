package xyz.anipub.chat.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;

/** Lets a request thread wait for its post, for a bounded time. */
@ApplicationScoped
class StoredMessage {

    /** Longer than the store's own time limits, so that their clearer answer comes first. */
    private static final long SECONDS = 20;

    /** @throws xyz.anipub.chat.ChatException what the post was refused with */
    Message await(CompletionStage<Message> post) {
        try {
            return post.toCompletableFuture()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw new UnavailableException("The message could not be stored in time. Try again in a moment.");
            }
            if (failure.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }
}
