package xyz.anipub.engineio.handshake;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many connections there are that a transport has to close, which may be some time after their session was closed: a
 * peer is given a moment to close its side. Thread-safe; its monitor guards the number.
 */
public final class OpenConnections {

    private int number;

    /** There is one more. */
    public synchronized void opened() {
        number++;
    }

    /** One is closed; to be told once of each. */
    public synchronized void closed() {
        number--;
        notifyAll();
    }

    /** Waits until all are closed. False if some are not by then, or the thread is interrupted. */
    public synchronized boolean awaitClosed(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (number > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
