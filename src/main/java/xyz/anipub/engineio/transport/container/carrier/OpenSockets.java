package xyz.anipub.engineio.transport.container.carrier;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.engineio.transport.Wire;
import xyz.anipub.engineio.transport.websocket.FramedSocket;

/** The connections that a carrier has taken over, as long as they are open. Thread-safe. */
final class OpenSockets {

    /** For peers to answer the close frame of a server that goes away. */
    private static final Duration PARTING = Duration.ofSeconds(1);

    private final Map<Wire, FramedSocket> sockets = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** One that comes too late is ended at once. */
    void add(Wire wire, FramedSocket socket) {
        sockets.put(wire, socket);
        if (closed) {
            wire.close();
        }
    }

    void remove(Wire wire) {
        sockets.remove(wire);
        if (sockets.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Says to all that the server goes away, waits a moment for their answers, and ends the connections that are left. */
    void close() {
        closed = true;
        sockets.values().forEach(FramedSocket::goAway);
        awaitNone();
        sockets.keySet().forEach(Wire::close);
    }

    private synchronized void awaitNone() {
        long deadline = System.nanoTime() + PARTING.toNanos();
        try {
            for (long left = PARTING.toMillis();
                    left > 0 && !sockets.isEmpty();
                    left = Duration.ofNanos(deadline - System.nanoTime()).toMillis()) {
                wait(left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
