package xyz.anipub.socketio.adapter.redis.codec;

/**
 * What came from Redis is no message of the family, or a larger one than allowed: to be counted and dropped; the next
 * one may be well again.
 *
 * <p>The message says what is wrong and never repeats what came.
 */
public final class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message);
    }

    MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
