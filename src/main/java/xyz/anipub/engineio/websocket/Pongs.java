package xyz.anipub.engineio.websocket;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pongs that are owed to a peer and cannot be written yet. All in order, up to {@link #MOST}; of more, the newest: RFC
 * 6455 (section 5.5.3) has a pong answer for the pings before it, so who sends pings and does not read costs at most 2 kB.
 *
 * <p>Safe for use by several threads. Keeps nothing while it owes nothing.
 */
public final class Pongs {

    /** A client that means it waits for its pong. */
    static final int MOST = 16;

    private volatile @Nullable Deque<byte[]> payloads;

    /** A ping has come. */
    public synchronized void owe(byte[] payload) {
        Deque<byte[]> owed = payloads;
        if (owed == null) {
            owed = new ArrayDeque<>(1);
            payloads = owed;
        }
        if (owed.size() == MOST) {
            owed.remove();
        }
        owed.add(payload);
    }

    /** Whether none is owed at the moment. */
    public boolean isEmpty() {
        return payloads == null;
    }

    /** The frames of all that are owed, in one piece and in order; then none are. */
    public Optional<byte[]> take() {
        if (isEmpty()) {
            return Optional.empty();
        }
        Deque<byte[]> owed;
        synchronized (this) {
            owed = payloads;
            payloads = null;
        }
        return owed == null ? Optional.empty() : Optional.of(frames(owed));
    }

    private static byte[] frames(Deque<byte[]> payloads) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        payloads.forEach(payload -> frames.writeBytes(FrameEncoder.pong(payload)));
        return frames.toByteArray();
    }
}
