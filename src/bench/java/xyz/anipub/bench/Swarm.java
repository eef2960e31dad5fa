package xyz.anipub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Many clients of one server. Everything happens on the caller's thread, inside {@link #poll}, which serves those of the
 * other servers, too, so that they answer heartbeats while they are not measured. Waiting without any event that was
 * hoped for ends with a {@link StallException}.
 */
final class Swarm implements AutoCloseable {

    /** How many connect or enter at the same time. */
    static final int AT_ONCE = 100;

    private static final Selector SELECTOR = open();
    private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(1 << 20);

    private static final Duration ROUND = Duration.ofMillis(500);
    private static final int MAX_ROUNDS = 40;
    private static final double IDLE_SECONDS = 0.05;

    /** Hears of what is broadcast. */
    interface Listener {

        /** A {@code receive_message} between two places of a buffer. */
        void delivered(Connection to, ByteBuffer bytes, int from, int end, long now);
    }

    private final Target target;
    private final String path;
    private final List<Connection> connections = new ArrayList<>();
    private final Duration patience;
    private Listener listener = (to, bytes, from, end, now) -> {};
    private boolean tolerant;
    private long progress;

    /** Clients of the chat. */
    Swarm(Target target, Duration patience) {
        this(target, target.path(), patience);
    }

    Swarm(Target target, String path, Duration patience) {
        this.target = target;
        this.path = path;
        this.patience = patience;
    }

    private static Selector open() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Target target() {
        return target;
    }

    String path() {
        return path;
    }

    void listen(Listener next) {
        listener = next;
    }

    /** Connects people into the namespace and returns when all are in, in their order. */
    List<Connection> connect(List<Person> people) {
        List<Connection> fresh = new ArrayList<>();
        try {
            int done = 0;
            while (done < people.size()) {
                while (fresh.size() < people.size() && fresh.size() - done < AT_ONCE) {
                    Connection next = new Connection(this, SELECTOR, target, people.get(fresh.size()));
                    fresh.add(next);
                    connections.add(next);
                }
                Connection first = fresh.get(done);
                until("a connection", first::isConnected);
                while (done < fresh.size() && fresh.get(done).isConnected()) {
                    done++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fresh;
    }

    /** Works until something holds. */
    void until(String what, BooleanSupplier holds) {
        progress = System.nanoTime();
        while (!holds.getAsBoolean()) {
            poll(10);
            checkStall(what);
        }
    }

    /** Fails if nothing hoped for has come for too long. */
    void checkStall(String what) {
        if (System.nanoTime() - progress > patience.toNanos()) {
            throw new StallException(target.name() + ": waited " + patience.toSeconds() + " s for " + what);
        }
    }

    /** What counts as life for {@link #checkStall}. */
    void progressed(long now) {
        progress = now;
    }

    /** Does what is ready, waiting for at most so many milliseconds; 0 does not wait. */
    void poll(long millis) {
        try {
            if (millis == 0) {
                SELECTOR.selectNow();
            } else {
                SELECTOR.select(millis);
            }
            for (SelectionKey key : SELECTOR.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (key.isValid()) {
                    connection.swarm().ready(connection);
                }
            }
            SELECTOR.selectedKeys().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(Connection connection) throws IOException {
        boolean before = connection.isConnected();
        try {
            connection.ready(BUFFER);
        } catch (IOException e) {
            if (!tolerant) {
                throw e;
            }
            connection.close();
        }
        if (!before && connection.isConnected()) {
            progress = System.nanoTime();
        }
    }

    /** Waits until the server does next to nothing, for a bounded time. */
    void awaitIdle() {
        double before = target.cpuSeconds();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            long end = System.nanoTime() + ROUND.toNanos();
            while (System.nanoTime() < end) {
                poll(10);
            }
            double now = target.cpuSeconds();
            if (now - before < IDLE_SECONDS) {
                return;
            }
            before = now;
        }
    }

    void event(Connection to, ByteBuffer bytes, int from, int end, long now) throws IOException {
        int first = bytes.get(from + 4);
        // Of receive_message, and not of rooms_changed.
        if (first == 'r' && bytes.get(from + 6) == 'c') {
            listener.delivered(to, bytes, from, end, now);
        } else if (first == 'c') {
            throw new IOException(target.name() + ": " + Wire.text(bytes, from, end));
        }
    }

    /** An ack of ours that says no is a mistake of the benchmark's. */
    void acked(ByteBuffer bytes, int from, int end) throws IOException {
        progress = System.nanoTime();
        for (int at = from; at < end && at < from + 24; at++) {
            if (bytes.get(at) == '{' && at + 7 < end && bytes.get(at + 6) == 'f') {
                throw new IOException(target.name() + ": " + Wire.text(bytes, from, end));
            }
        }
    }

    void closed(Connection connection) throws IOException {
        if (!tolerant) {
            throw new IOException(target.name() + " closed the connection of "
                    + connection.person().name());
        }
    }

    /** From now on the server may close connections. */
    void tolerateClosing() {
        tolerant = true;
    }

    /** Says goodbye for all, so that the server keeps nothing for them, closes, and waits until it has dealt with that. */
    @Override
    public void close() {
        tolerant = true;
        try {
            for (Connection connection : connections) {
                connection.leave();
            }
            // Only then are they really closed.
            poll(0);
            awaitIdle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
