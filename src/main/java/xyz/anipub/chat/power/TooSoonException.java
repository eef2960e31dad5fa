package xyz.anipub.chat.power;

import java.time.Duration;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** The room is in slow mode, and its member has posted a short while ago. */
public class TooSoonException extends ChatException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    public TooSoonException(Duration wait) {
        super(
                ErrorCode.TOO_FAST,
                "This room is in slow mode: you can post again in %d s.".formatted(seconds(wait)));
        this.wait = wait;
    }

    /** How long until it may be tried again. */
    public Duration retryAfter() {
        return wait;
    }

    /** The same in whole seconds, at least 1. */
    public long seconds() {
        return seconds(wait);
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
