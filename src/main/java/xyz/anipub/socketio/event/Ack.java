package xyz.anipub.socketio.event;

import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.Socket;

/** The answer to one event. Thread-safe: it may be kept and sent later by any thread. */
public interface Ack {

    /** Whether the client wants an answer; if not, {@link #send} does nothing. */
    boolean isRequested();

    /**
     * Answers. Only the first call counts, and none after the socket has left.
     *
     * @param arguments anything that {@link Socket#emit} takes; may be none
     * @throws IllegalArgumentException if one is of another type; then nothing has been sent
     */
    void send(@Nullable Object... arguments);
}
