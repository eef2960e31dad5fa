package xyz.anipub.chat;

import org.jspecify.annotations.Nullable;

/** The store could not be reached: nothing was sent to it, so what was asked for has not happened and will not. */
public class StoreAwayException extends UnavailableException {

    private static final long serialVersionUID = 1L;

    public StoreAwayException(String message) {
        this(message, null);
    }

    public StoreAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
