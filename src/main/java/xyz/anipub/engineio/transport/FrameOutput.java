package xyz.anipub.engineio.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
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
        synchronized (this) {
            if (lastIsTaken) {
                // Whoever closed the socket knows.
                return;
            }
            batch = frames;
            outcome = told;
        }
        writeNext();
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
        synchronized (this) {
            writing = false;
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
        } else {
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
            next = writing || lastIsTaken ? null : take();
            if (next == null) {
                return;
            }
            writing = true;
        }
        wire.write(next, this);
    }

    private @Nullable ByteBuffer take() {
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
