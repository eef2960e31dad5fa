package xyz.anipub.chat.power;

import java.time.Duration;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.TooFastException;

/** The room is in slow mode, and its member has posted a short while ago. */
public class TooSoonException extends TooFastException {

    private static final long serialVersionUID = 1L;

    public TooSoonException(Duration wait) {
        super(
                ErrorCode.TOO_FAST,
                "This room is in slow mode: you can post again in %d s.".formatted(seconds(wait)),
                wait);
    }

    /** {@link #retryAfter} in whole seconds, at least 1. */
    public long seconds() {
        return seconds(retryAfter());
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
