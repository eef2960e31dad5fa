package xyz.anipub.web;

import java.time.Duration;
import xyz.anipub.peer.Shares;

/**
 * Lets a bounded number of threads through at the same time, and a bounded number of others wait a little for one of them
 * to come out; of each kind one remote address has a share. Thread-safe.
 */
final class Turnstile {

    private final Shares inside;
    private final Shares waiting;
    private final long patience;
    private final Object comingOut = new Object();

    /** @param patience how long a thread waits at most */
    Turnstile(Shares inside, Shares waiting, Duration patience) {
        this.inside = inside;
        this.waiting = waiting;
        this.patience = patience.toNanos();
    }

    /** Goes in, perhaps after a while; {@link #leave} has to follow. False if there was no place. */
    boolean enter(String address) {
        if (inside.take(address)) {
            return true;
        }
        if (!waiting.take(address)) {
            return false;
        }
        try {
            return await(address);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.giveBack(address);
        }
    }

    /** Comes out. */
    void leave(String address) {
        inside.giveBack(address);
        synchronized (comingOut) {
            comingOut.notifyAll();
        }
    }

    private boolean await(String address) throws InterruptedException {
        long begun = System.nanoTime();
        synchronized (comingOut) {
            while (!inside.take(address)) {
                long millis = (patience - (System.nanoTime() - begun)) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                comingOut.wait(millis);
            }
            return true;
        }
    }
}
