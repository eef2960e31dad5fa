package xyz.anipub.engineio.transport.container.carrier;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.transport.Wire;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.transport.websocket.FramedSocket;

/**
 * One connection that was taken over in the Servlet standard's way (Servlet 6.0 section 2.3.3.5). The container makes it,
 * and calls for what is read from one thread at a time.
 *
 * <p><b>Writing.</b> Whoever writes asks the container afterwards whether it takes more. If not, the container says when it
 * does; it may say so at any time, also unasked, so it is asked again then. Nothing is written before it has said so first.
 * The monitor guards the fields; the container and the socket are called without it.
 */
public final class ServletWire implements HttpUpgradeHandler, Wire, ReadListener {

    private enum Writing {
        /** The container has not said yet that it takes anything. */
        STARTING,
        IDLE,
        /** Somebody is in the container. */
        BUSY,
        /** The container is to say when it takes more. */
        WAITING
    }

    private static final int LEAST_READ = 256;

    private volatile @Nullable ServletUpgrade upgrade;
    private volatile @Nullable ServletInputStream in;
    private volatile @Nullable ServletOutputStream out;
    private volatile @Nullable FramedSocket socket;
    private Writing writing = Writing.STARTING;
    /** What was to be written too early. */
    private @Nullable ByteBuffer early;
    /** Of the write that is not finished. */
    private @Nullable WriteOutcome outcome;

    private boolean flushed;
    private boolean saidSo;
    private boolean closed;
    private volatile boolean destroyed;

    /** For the container. */
    public ServletWire() {}

    /** To be called before {@link #init}. */
    void prepare(ServletUpgrade prepared) {
        upgrade = prepared;
    }

    @Override
    public void init(WebConnection connection) {
        ServletUpgrade begun = upgrade;
        if (begun == null) {
            return;
        }
        try {
            ServletInputStream input = connection.getInputStream();
            synchronized (this) {
                in = input;
                out = connection.getOutputStream();
            }
            connection.getOutputStream().setWriteListener(new Writes());
            socket = begun.open(this, connection);
            if (destroyed) {
                begun.over(this);
            }
            input.setReadListener(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closed, it keeps nothing: a container may keep it. */
    @Override
    public void destroy() {
        destroyed = true;
        end("connection closed");
        ServletUpgrade begun = upgrade;
        if (begun != null) {
            begun.over(this);
        }
        synchronized (this) {
            closed = true;
            upgrade = null;
            in = null;
            out = null;
            socket = null;
            outcome = null;
            early = null;
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream input = in;
        FramedSocket reader = socket;
        while (input != null && reader != null && input.isReady()) {
            byte[] bytes = new byte[Math.max(input.available(), LEAST_READ)];
            int length = input.read(bytes);
            if (length < 0) {
                return;
            }
            reader.received(ByteBuffer.wrap(bytes, 0, length));
        }
    }

    @Override
    public void onAllDataRead() {
        end("connection closed by the peer");
    }

    @Override
    public void onError(Throwable cause) {
        fail(cause);
        end(cause.toString());
    }

    @Override
    public void write(ByteBuffer bytes, WriteOutcome told) {
        synchronized (this) {
            outcome = told;
            if (writing == Writing.STARTING) {
                early = bytes;
                return;
            }
            writing = Writing.BUSY;
        }
        send(bytes);
    }

    private void writePossible() {
        ByteBuffer first;
        synchronized (this) {
            if (writing == Writing.BUSY) {
                saidSo = true;
            }
            first = early;
            early = null;
            if (writing == Writing.STARTING && first == null) {
                writing = Writing.IDLE;
            }
            if (writing == Writing.IDLE || writing == Writing.BUSY) {
                return;
            }
            writing = Writing.BUSY;
        }
        if (first == null) {
            finish();
        } else {
            send(first);
        }
    }

    /** Ends the connection at once. */
    @Override
    public void close() {
        ServletUpgrade begun = upgrade;
        synchronized (this) {
            if (closed || begun == null) {
                return;
            }
            closed = true;
        }
        begun.close();
    }

    private void send(ByteBuffer bytes) {
        flushed = false;
        try {
            output().write(exactly(bytes));
        } catch (IOException | RuntimeException e) {
            fail(e);
            return;
        }
        finish();
    }

    /** As {@code BUSY}: goes on with the write until it is done, or the container is to say when. */
    private void finish() {
        try {
            while (!output().isReady() || !flushed) {
                if (output().isReady()) {
                    flushed = true;
                    output().flush();
                } else if (waits()) {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
            return;
        }
        WriteOutcome told = take();
        if (told != null) {
            told.written();
        }
    }

    /** Whether the container has still to say that it takes more; if it has, it is to be asked. */
    private synchronized boolean waits() {
        if (saidSo) {
            saidSo = false;
            return false;
        }
        writing = Writing.WAITING;
        return true;
    }

    private void fail(Throwable cause) {
        WriteOutcome told = take();
        if (told != null) {
            told.failed(cause);
        }
    }

    private synchronized @Nullable WriteOutcome take() {
        WriteOutcome told = outcome;
        outcome = null;
        early = null;
        writing = Writing.IDLE;
        return told;
    }

    private ServletOutputStream output() {
        ServletOutputStream opened = out;
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    private void end(String detail) {
        FramedSocket carried = socket;
        if (carried != null) {
            carried.ended(detail);
        }
    }

    /** What the container says of writing. */
    private final class Writes implements WriteListener {

        private boolean broken;

        @Override
        public void onWritePossible() {
            writePossible();
        }

        /** Undertow tries on for ever to write to a broken connection, and stops for an exception alone. */
        @Override
        public void onError(Throwable cause) {
            if (broken) {
                throw new IllegalStateException("a broken connection is written to", cause);
            }
            broken = true;
            ServletWire.this.onError(cause);
        }
    }

    /** Undertow's stream writes the whole array whatever part of it is asked for. */
    private static byte[] exactly(ByteBuffer bytes) {
        if (bytes.hasArray() && bytes.arrayOffset() == 0 && bytes.remaining() == bytes.array().length) {
            return bytes.array();
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }
}
