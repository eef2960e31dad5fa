package xyz.anipub.chat;

import jakarta.ejb.ApplicationException;
import org.jspecify.annotations.Nullable;

/**
 * The chat refuses. The message is written for the user and says what to do; {@link #code()} is for programs.
 *
 * <p>Mapped exactly twice: to an HTTP problem by {@code chat.rest} and to an ack by {@code chat.realtime}. An
 * {@code @ApplicationException}, so that it leaves the singleton EJB as it is and not wrapped.
 */
@ApplicationException
public class ChatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public ChatException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public ChatException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code of this refusal. */
    public ErrorCode code() {
        return code;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
