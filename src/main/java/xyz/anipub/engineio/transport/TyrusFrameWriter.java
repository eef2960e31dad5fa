package xyz.anipub.engineio.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * Writes the frames of a whole batch, each made once for all sessions, in one piece. Tyrus takes them at once or, while
 * the peer is slow, keeps them and says so by a future that cannot call back; so it is asked again, ever less often.
 *
 * <p>A socket is closed by a frame alone, and the thread that reads the peer's answer ends the connection. Tyrus's own
 * way to close ends it at once, on another thread than that: Payara then uses the request object again while one of the
 * two still touches it, and the stranger's request that gets it is never answered.
 */
final class TyrusFrameWriter implements FrameWriter {

    private static final long SHORTEST_WAIT_MILLIS = 1;
    private static final long LONGEST_WAIT_MILLIS = 64;

    /** What a peer on the other side of the world needs to answer; a request is kept for as long. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final TyrusSockets tyrus;
    private final Session session;
    private final Object socket;
    private final ScheduledExecutorService timers;

    TyrusFrameWriter(TyrusSockets tyrus, Session session, ScheduledExecutorService timers)
            throws ReflectiveOperationException {
        this.tyrus = tyrus;
        this.session = session;
        this.socket = tyrus.socketOf(session);
        this.timers = timers;
    }

    @Override
    public void write(List<EncodedPacket> batch, Outcome outcome) {
        Future<?> written;
        try {
            written = tyrus.write(socket, gather(batch));
        } catch (ReflectiveOperationException | RuntimeException e) {
            outcome.failed(e);
            return;
        }
        await(written, SHORTEST_WAIT_MILLIS, outcome);
    }

    @Override
    public void close(Session closing, CloseReason reason) throws IOException {
        try {
            tyrus.close(socket, reason);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Duration patience(Duration linger) {
        return linger.compareTo(PATIENCE) < 0 ? linger : PATIENCE;
    }

    @Override
    public void hangUp(Session closing) {
        try {
            tyrus.hangUp(socket);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(Future<?> written, long wait, Outcome outcome) {
        if (written.isDone()) {
            tell(written, outcome);
        } else if (session.isOpen()) {
            long longer = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
            timers.schedule(() -> await(written, longer, outcome), wait, TimeUnit.MILLISECONDS);
        } else {
            outcome.failed(new IllegalStateException("closed while it was written to"));
        }
    }

    private static void tell(Future<?> written, Outcome outcome) {
        try {
            written.get();
            outcome.written();
        } catch (ExecutionException e) {
            outcome.failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome.failed(e);
        }
    }

    private static ByteBuffer gather(List<EncodedPacket> batch) {
        if (batch.size() == 1) {
            return ByteBuffer.wrap(batch.get(0).webSocketFrame());
        }
        int length = 0;
        for (EncodedPacket packet : batch) {
            length += packet.webSocketFrame().length;
        }
        ByteBuffer frames = ByteBuffer.allocate(length);
        for (EncodedPacket packet : batch) {
            frames.put(packet.webSocketFrame());
        }
        return frames.flip();
    }
}
