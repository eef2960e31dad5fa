package xyz.anipub.engineio.transport.container;

import jakarta.websocket.Session;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.engineio.transport.FrameWriter;
import xyz.anipub.engineio.transport.Frames;
import xyz.anipub.engineio.transport.WriteOutcome;

/**
 * Writes the frames of a whole batch, each made once for all sessions, in one piece. Tyrus gives them to Payara at once or,
 * while that has enough for a slow peer, keeps them; its future cannot call back, so it is asked again, ever less often.
 */
final class TyrusFrameWriter implements FrameWriter {

    private static final long SHORTEST_WAIT_MILLIS = 1;
    private static final long LONGEST_WAIT_MILLIS = 64;

    private final TyrusSockets tyrus;
    private final Session session;
    private final Object socket;
    private final Timers timers;

    TyrusFrameWriter(TyrusSockets tyrus, Session session, Timers timers) throws ReflectiveOperationException {
        this.tyrus = tyrus;
        this.session = session;
        this.socket = tyrus.socketOf(session);
        this.timers = timers;
    }

    @Override
    public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
        Future<?> written;
        try {
            written = tyrus.write(socket, Frames.inOnePiece(batch));
        } catch (ReflectiveOperationException | RuntimeException e) {
            outcome.failed(e);
            return;
        }
        await(written, SHORTEST_WAIT_MILLIS, outcome);
    }

    private void await(Future<?> written, long wait, WriteOutcome outcome) {
        if (written.isDone()) {
            tell(written, outcome);
        } else if (session.isOpen()) {
            long longer = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
            timers.schedule(() -> await(written, longer, outcome), wait, TimeUnit.MILLISECONDS);
        } else {
            outcome.failed(new IllegalStateException("closed while it was written to"));
        }
    }

    private static void tell(Future<?> written, WriteOutcome outcome) {
        try {
            written.get();
            outcome.written();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            outcome.failed(cause == null ? e : cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome.failed(e);
        }
    }
}
