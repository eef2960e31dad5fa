package xyz.anipub.engineio.transport.upgrade;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A stream that is written to by any thread until it ends: the end waits for a write to return, and writes after it fail.
 * {@code writing} guards both.
 */
final class ExclusiveOutput extends ServletOutputStream {

    /** A write takes microseconds; the bound is for one that waits for a lock which its container holds while it calls. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final ServletOutputStream out;
    private final UnaryOperator<WriteListener> calledBack;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean over;

    /** @param calledBack what the container calls instead of a listener */
    ExclusiveOutput(ServletOutputStream out, UnaryOperator<WriteListener> calledBack) {
        this.out = out;
        this.calledBack = calledBack;
    }

    /** When it returns, nobody writes any more. */
    void end() {
        boolean locked = false;
        try {
            locked = writing.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        over = true;
        if (locked) {
            writing.unlock();
        }
    }

    /** Whether this thread does. */
    boolean isWriting() {
        return writing.isHeldByCurrentThread();
    }

    private void enter() {
        writing.lock();
        if (over) {
            writing.unlock();
            throw new IllegalStateException("the connection is closed");
        }
    }

    @Override
    public boolean isReady() {
        enter();
        try {
            return out.isReady();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        enter();
        try {
            out.setWriteListener(calledBack.apply(listener));
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        enter();
        try {
            out.write(bytes, from, length);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        enter();
        try {
            out.flush();
        } finally {
            writing.unlock();
        }
    }
}
