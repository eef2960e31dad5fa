package xyz.anipub.chat;

import java.time.Duration;

/** A user does more at a time than {@link UserLimits} allow. */
public class TooFastException extends ChatException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    public TooFastException(String message, Duration wait) {
        this(ErrorCode.RATE_LIMITED, message, wait);
    }

    /** By another rule, which has a code of its own. */
    protected TooFastException(ErrorCode code, String message, Duration wait) {
        super(code, message);
        this.wait = wait;
    }

    /** How long until it may be tried again. */
    public Duration retryAfter() {
        return wait;
    }
}
