package xyz.anipub.chat.rest.message;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;

/** Lets a request thread wait for its post, for a bounded time. */
@SingletonBean
class StoredMessage {

    /** Longer than the store's own time limits, so that their clearer answer comes first. */
    private static final long SECONDS = 20;

    /** @throws xyz.anipub.chat.ChatException what the post was refused with */
    Message await(CompletionStage<Message> post) {
        try {
            return BoundedWait.await(post, SECONDS);
        } catch (TimeoutException late) {
            throw tooLate();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            if (failure.getCause() instanceof TimeoutException) {
                throw tooLate();
            }
            throw new CompletionException(failure.getCause());
        }
    }

    private static UnavailableException tooLate() {
        return new UnavailableException("The message could not be stored in time. Try again in a moment.");
    }
}
