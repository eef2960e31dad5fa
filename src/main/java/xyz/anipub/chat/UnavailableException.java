package xyz.anipub.chat;

import org.jspecify.annotations.Nullable;

/** The store, or a queue in front of it, cannot take work now; the same call may succeed later. */
public class UnavailableException extends ChatException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        this(message, null);
    }

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(ErrorCode.UNAVAILABLE, message, cause);
    }
}
