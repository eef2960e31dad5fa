package xyz.anipub.chat;

import org.jspecify.annotations.Nullable;

/** The lane of one room cannot take work now, or has not answered in time: others can. What was submitted may still be done. */
public class RoomBusyException extends UnavailableException {

    private static final long serialVersionUID = 1L;

    public RoomBusyException(String message) {
        this(message, null);
    }

    public RoomBusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
