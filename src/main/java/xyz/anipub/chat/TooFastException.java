package xyz.anipub.chat;

import java.time.Duration;

/** A user does more at a time than {@link UserLimits} allow. */
public class TooFastException extends ChatException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    public TooFastException(String message, Duration wait) {
        super(ErrorCode.RATE_LIMITED, message);
        this.wait = wait;
    }

    /** How long until it may be tried again. */
    public Duration retryAfter() {
        return wait;
    }
}
