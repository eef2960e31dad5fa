package xyz.anipub.engineio.transport.upgrade;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.Timers;

/**
 * The connection of one WebSocket, between Payara, which calls, and Tyrus, which reads and writes.
 *
 * <p>Payara uses the objects of a request again for a stranger's as soon as the connection is closed. So Tyrus writes
 * only while it is not, and closing waits for a write to return. And a connection is closed by the thread on which Payara
 * reads it, when that has nothing left to do: Tyrus asks for it on any thread as soon as its close frame is written; then
 * the peer's answer is awaited, at most {@link #PATIENCE_MILLIS}. Nor is it closed before the thread that opens it has
 * left Payara, which has {@link #MINIMAL_AGE_MILLIS} for it.
 *
 * <p>The monitor guards the fields, and is not held while Tyrus or Payara is called. Closed, it keeps nothing: the request keeps it.
 */
public final class UpgradedConnection implements HttpUpgradeHandler {

    /** How long a peer may take to answer a close frame. */
    static final long PATIENCE_MILLIS = 1_000;

    /** The opener needs a fraction of a millisecond, if it is not held up. */
    static final long MINIMAL_AGE_MILLIS = 250;

    private static final Logger LOG = System.getLogger(UpgradedConnection.class.getName());

    private final LongSupplier nanoTime;
    private long opened;
    private volatile boolean over;
    private @Nullable HttpUpgradeHandler handler;
    private @Nullable Timers timers;
    private @Nullable WebConnection connection;
    private volatile @Nullable ExclusiveOutput output;
    private @Nullable Runnable hangUp;
    private @Nullable Runnable whenOver;
    private @Nullable ReadListener readListener;
    private @Nullable WriteListener writeListener;
    private @Nullable Future<?> deadline;
    private @Nullable Thread reader;
    private int callbacks;
    private boolean closing;
    private boolean answered;
    private boolean overdue;
    private boolean awaited;

    /** For Payara. */
    public UpgradedConnection() {
        this(System::nanoTime);
    }

    UpgradedConnection(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * To be called before {@link #init}.
     *
     * @param tyrus who reads and writes
     * @param deadlines for peers that do not answer
     * @param noMoreInput has Payara find the connection at its end, as if the peer had closed it
     * @param closed told once, when nobody writes any more; is not to wait
     */
    synchronized void carry(HttpUpgradeHandler tyrus, Timers deadlines, Runnable noMoreInput, Runnable closed) {
        handler = tyrus;
        timers = deadlines;
        hangUp = noMoreInput;
        whenOver = closed;
    }

    @Override
    public void init(WebConnection made) {
        HttpUpgradeHandler tyrus;
        synchronized (this) {
            connection = made;
            tyrus = Objects.requireNonNull(handler);
        }
        read(() -> {
            Guarded guarded = new Guarded(made);
            output = guarded.out;
            tyrus.init(guarded);
            synchronized (this) {
                opened = nanoTime.getAsLong();
            }
        });
    }

    /** Payara ends the connection. */
    @Override
    public void destroy() {
        HttpUpgradeHandler tyrus;
        synchronized (this) {
            tyrus = handler;
        }
        if (tyrus != null) {
            tyrus.destroy();
            release();
        }
    }

    /** What Payara calls. */
    @FunctionalInterface
    private interface Callback<X extends Exception> {

        void run() throws X;
    }

    /** The thread on which Payara reads; the peer's answer to a close frame comes on it. */
    private <X extends Exception> void read(Callback<X> callback) throws X {
        Thread before;
        synchronized (this) {
            before = reader;
            reader = Thread.currentThread();
            awaited = false;
        }
        try {
            call(callback);
        } finally {
            synchronized (this) {
                reader = before;
            }
            // A write that finds the connection broken calls back within itself.
            ExclusiveOutput written = output;
            endIfDue(written == null || !written.isWriting());
        }
    }

    private <X extends Exception> void call(Callback<X> callback) throws X {
        synchronized (this) {
            if (over) {
                return;
            }
            callbacks++;
        }
        try {
            callback.run();
        } finally {
            synchronized (this) {
                callbacks--;
            }
        }
    }

    private boolean isDue() {
        return closing && (answered || overdue);
    }

    private long youth() {
        return MINIMAL_AGE_MILLIS - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - opened);
    }

    private void endIfDue(boolean atOnce) {
        long left;
        boolean now;
        synchronized (this) {
            if (over || callbacks > 0 || !isDue()) {
                return;
            }
            left = youth();
            now = atOnce && left <= 0 && !awaited;
        }
        if (now) {
            end();
        } else {
            later(this::giveUp, Math.max(left, 1));
        }
    }

    /** Tyrus has nothing left to read or to write. */
    private void close() {
        boolean waits;
        synchronized (this) {
            answered |= reader == Thread.currentThread();
            waits = !closing && !answered;
            closing = true;
        }
        if (waits) {
            later(this::giveUp, PATIENCE_MILLIS);
        }
    }

    /** The peer does not answer, or has and was too fast. */
    private void giveUp() {
        Runnable endsInput;
        synchronized (this) {
            overdue = true;
            endsInput = hangUp;
            if (over || callbacks > 0 || endsInput == null) {
                return;
            }
        }
        endsInput.run();
        // Payara has called back by then, if it is ever to.
        later(this::end, PATIENCE_MILLIS);
    }

    private void later(Runnable task, long millis) {
        synchronized (this) {
            try {
                if (timers != null) {
                    deadline = timers.schedule(task, millis, TimeUnit.MILLISECONDS);
                }
            } catch (RejectedExecutionException e) {
                // The server is shutting down, and its connections end with it.
            }
        }
    }

    private void end() {
        WebConnection closed = release();
        try {
            if (closed != null) {
                closed.close();
            }
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "A WebSocket's connection was broken when it was closed", e);
        }
    }

    /** When it returns, nobody writes any more. */
    private @Nullable WebConnection release() {
        ExclusiveOutput written = output;
        if (written != null) {
            written.end();
        }
        synchronized (this) {
            WebConnection released = connection;
            over = true;
            if (whenOver != null) {
                whenOver.run();
            }
            whenOver = null;
            if (deadline != null) {
                deadline.cancel(false);
            }
            deadline = null;
            handler = null;
            timers = null;
            connection = null;
            output = null;
            hangUp = null;
            readListener = null;
            writeListener = null;
            return released;
        }
    }

    private synchronized @Nullable ReadListener readListener() {
        return readListener;
    }

    private synchronized @Nullable WriteListener writeListener() {
        return writeListener;
    }

    /** The same connection as Tyrus sees it. */
    private final class Guarded implements WebConnection {

        private final ServletInputStream in;
        private final ExclusiveOutput out;

        Guarded(WebConnection opened) {
            try {
                in = new Input(opened.getInputStream());
                out = new ExclusiveOutput(opened.getOutputStream(), this::calledBack);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private WriteListener calledBack(WriteListener tyrus) {
            synchronized (UpgradedConnection.this) {
                writeListener = tyrus;
            }
            return new Writing();
        }

        @Override
        public ServletInputStream getInputStream() {
            return in;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return out;
        }

        @Override
        public void close() {
            UpgradedConnection.this.close();
        }
    }

    /** Read by the thread alone on which Payara calls. */
    private final class Input extends DelegatingInput {

        Input(ServletInputStream in) {
            super(in);
        }

        @Override
        public boolean isFinished() {
            return over || super.isFinished();
        }

        @Override
        public boolean isReady() {
            synchronized (UpgradedConnection.this) {
                if (over || isDue() && (awaited || youth() <= 0)) {
                    return false;
                }
                awaited = true;
            }
            if (!super.isReady()) {
                // Payara calls again, and closes no connection before it has.
                return false;
            }
            synchronized (UpgradedConnection.this) {
                awaited = false;
                return !isDue();
            }
        }

        @Override
        public void setReadListener(ReadListener tyrus) {
            synchronized (UpgradedConnection.this) {
                readListener = tyrus;
            }
            super.setReadListener(new Reading());
        }
    }

    private final class Reading implements ReadListener {

        @Override
        public void onDataAvailable() throws IOException {
            ReadListener tyrus = readListener();
            if (tyrus != null) {
                read(tyrus::onDataAvailable);
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            ReadListener tyrus = readListener();
            if (tyrus != null) {
                read(tyrus::onAllDataRead);
            }
        }

        @Override
        public void onError(Throwable cause) {
            ReadListener tyrus = readListener();
            if (tyrus != null) {
                read(() -> tyrus.onError(cause));
            }
        }
    }

    private final class Writing implements WriteListener {

        @Override
        public void onWritePossible() throws IOException {
            WriteListener tyrus = writeListener();
            if (tyrus != null) {
                try {
                    call(tyrus::onWritePossible);
                } finally {
                    endIfDue(false);
                }
            }
        }

        @Override
        public void onError(Throwable cause) {
            WriteListener tyrus = writeListener();
            if (tyrus != null) {
                try {
                    call(() -> tyrus.onError(cause));
                } finally {
                    endIfDue(false);
                }
            }
        }
    }
}
