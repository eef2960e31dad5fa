package xyz.anipub.chat.export;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what one thread writes, until another stops it: also a write that waits for a receiver who takes nothing, by interrupting the
 * thread in it, and nowhere else. That is what containers' blocking writes listen to, of which some have no limit of time.
 */
final class StoppableStream extends OutputStream {

    private final OutputStream out;

    /** Its monitor guards the rest. */
    private final Object lock = new Object();

    private @Nullable Thread writer;
    private boolean isStopped;

    StoppableStream(OutputStream out) {
        this.out = out;
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    @Override
    public void write(int one) throws IOException {
        pass(() -> out.write(one));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        pass(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        pass(out::flush);
    }

    @Override
    public void close() throws IOException {
        pass(out::close);
    }

    private void pass(Write write) throws IOException {
        synchronized (lock) {
            if (isStopped) {
                throw new InterruptedIOException("It was stopped.");
            }
            writer = Thread.currentThread();
        }
        try {
            write.run();
        } finally {
            synchronized (lock) {
                writer = null;
                if (isStopped) {
                    // The container's thread has other work next.
                    Thread.interrupted();
                }
            }
        }
    }

    /** Nothing more is written; a write that waits ends with an {@link IOException}. May be called by any thread, more than once. */
    void stop() {
        synchronized (lock) {
            isStopped = true;
            if (writer != null) {
                writer.interrupt();
            }
        }
    }
}
