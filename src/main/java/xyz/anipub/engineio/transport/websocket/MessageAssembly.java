package xyz.anipub.engineio.transport.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.packet.Utf8;
import xyz.anipub.engineio.session.Timers;

/**
 * Assembles a WebSocket message from its parts, within the engine's limits of size and time. The container's own
 * message buffers would be as large as the limit for every connection.
 *
 * <p>For one thread at a time; only the timeout comes from another.
 */
final class MessageAssembly {

    private final EngineConfig config;
    private final Timers timers;
    private final Runnable onTimeout;
    private @Nullable StringBuilder text;
    private @Nullable ByteArrayOutputStream bytes;
    private @Nullable Future<?> timeout;
    private long size;

    MessageAssembly(EngineConfig config, Timers timers, Runnable onTimeout) {
        this.config = config;
        this.timers = timers;
        this.onTimeout = onTimeout;
    }

    /**
     * Adds a part.
     *
     * @return the message, if this was its last part; empty if there is more to come
     * @throws MessageTooLongException if the parts so far exceed the limit
     */
    Optional<String> add(String part, boolean last) {
        count(Utf8.length(part), last);
        if (last && text == null) {
            forget();
            return Optional.of(part);
        }
        if (text == null) {
            text = new StringBuilder();
        }
        text.append(part);
        return last ? take(text.toString()) : Optional.empty();
    }

    /** The same for binary messages. */
    Optional<byte[]> add(ByteBuffer part, boolean last) {
        count(part.remaining(), last);
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        if (last && bytes == null) {
            forget();
            return Optional.of(copy);
        }
        if (bytes == null) {
            bytes = new ByteArrayOutputStream();
        }
        bytes.writeBytes(copy);
        return last ? take(bytes.toByteArray()) : Optional.empty();
    }

    /** Forgets what has come of a message. */
    void forget() {
        text = null;
        bytes = null;
        size = 0;
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    private <T> Optional<T> take(T message) {
        forget();
        return Optional.of(message);
    }

    private void count(long more, boolean last) {
        size += more;
        if (size > config.maxHttpBufferSize()) {
            forget();
            throw new MessageTooLongException(config.maxHttpBufferSize());
        }
        if (!last && timeout == null) {
            timeout = timers.schedule(onTimeout, config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
