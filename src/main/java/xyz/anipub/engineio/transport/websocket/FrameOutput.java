package xyz.anipub.engineio.transport.websocket;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.transport.Wire;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.websocket.Pongs;

/**
 * What leaves by one {@link Wire}: pongs, batches, and last the close frame; one write at a time. Thread-safe; the object's
 * monitor guards the fields, and is not held while the wire or whoever waits for an outcome is called.
 */
final class FrameOutput implements WriteOutcome {

    private final Wire wire;
    private final Runnable onLastWritten;
    private final Pongs pongs = new Pongs();
    private @Nullable ByteBuffer batch;
    /** Of the batch that waits or is being written. */
    private @Nullable WriteOutcome outcome;

    private byte @Nullable [] last;
    private boolean writing;
    private boolean batchIsWritten;
    private boolean lastIsTaken;

    /** @param onLastWritten run when the close frame has left */
    FrameOutput(Wire wire, Runnable onLastWritten) {
        this.wire = wire;
        this.onLastWritten = onLastWritten;
    }

    /** Writes frames when their turn comes; not called again before their outcome. */
    void write(ByteBuffer frames, WriteOutcome told) {
        ByteBuffer next;
        synchronized (this) {
            if (lastIsTaken) {
                // Whoever closed the socket knows.
                return;
            }
            batch = frames;
            outcome = told;
            next = take();
        }
        write(next);
    }

    /** Answers a ping. */
    void pong(byte[] payload) {
        pongs.owe(payload);
        writeNext();
    }

    /** Writes the close frame after all that waits, and nothing after it. */
    void writeLast(byte[] closeFrame) {
        synchronized (this) {
            last = closeFrame;
        }
        writeNext();
    }

    @Override
    public void written() {
        WriteOutcome told = null;
        boolean ends;
        boolean more;
        synchronized (this) {
            writing = false;
            // Whoever adds to it from now on writes it.
            more = batch != null || last != null || !pongs.isEmpty();
            if (batchIsWritten) {
                told = outcome;
                outcome = null;
            }
            ends = lastIsTaken;
        }
        if (told != null) {
            told.written();
        }
        if (ends) {
            onLastWritten.run();
        } else if (more) {
            writeNext();
        }
    }

    @Override
    public void failed(Throwable cause) {
        WriteOutcome told;
        synchronized (this) {
            told = outcome;
            outcome = null;
            batch = null;
            lastIsTaken = true;
        }
        if (told != null) {
            told.failed(cause);
        }
        wire.close();
    }

    private void writeNext() {
        ByteBuffer next;
        synchronized (this) {
            next = take();
        }
        write(next);
    }

    private void write(@Nullable ByteBuffer next) {
        if (next != null) {
            wire.write(next, this);
        }
    }

    /** What is to be written now; null if nothing is, or something is being written. */
    private @Nullable ByteBuffer take() {
        if (writing || lastIsTaken) {
            return null;
        }
        ByteBuffer next = next();
        writing = next != null;
        return next;
    }

    private @Nullable ByteBuffer next() {
        batchIsWritten = false;
        byte[] owed = pongs.take().orElse(null);
        if (owed != null) {
            return ByteBuffer.wrap(owed);
        }
        if (batch != null) {
            ByteBuffer taken = batch;
            batch = null;
            batchIsWritten = true;
            return taken;
        }
        lastIsTaken = last != null;
        return last == null ? null : ByteBuffer.wrap(last);
    }
}
