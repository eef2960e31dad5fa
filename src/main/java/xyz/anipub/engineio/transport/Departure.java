package xyz.anipub.engineio.transport;

import jakarta.websocket.Session;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The way out of the container of the thread that opened a WebSocket.
 *
 * <p>Payara opens it on the thread that serves its request, and the client may answer the first frame before that thread
 * has left. If the socket ends meanwhile, Payara uses the request object again while the thread still touches it, and
 * the stranger's WebSocket that gets it is never opened. So a socket does not end before it has a minimal age. Other
 * containers open it when the request is over.
 */
final class Departure {

    private static final long MINIMAL_AGE_MILLIS = 20;

    private final boolean lasts;
    private final Thread opener = Thread.currentThread();
    private final long opened = System.nanoTime();

    private Departure(boolean lasts) {
        this.lasts = lasts;
    }

    /** To be made by the thread that opens the socket. */
    static Departure of(Session socket) {
        return new Departure(TyrusSockets.isTyrus(socket.getClass()));
    }

    /**
     * To be called before the container may end the socket, by any thread; another than the opener waits, for at most
     * {@value #MINIMAL_AGE_MILLIS} ms after the opening.
     */
    void await() {
        if (lasts && Thread.currentThread() != opener) {
            long end = opened + TimeUnit.MILLISECONDS.toNanos(MINIMAL_AGE_MILLIS);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
    }
}
