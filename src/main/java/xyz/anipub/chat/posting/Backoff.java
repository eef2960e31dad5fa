package xyz.anipub.chat.posting;

import java.util.concurrent.ThreadLocalRandom;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.UnavailableException;

/**
 * Lets nodes that write to the same room get out of each other's way: who was second waits a random while, longer from
 * one attempt to the next, on the room's lane.
 */
@SingletonBean
public class Backoff {

    /** Some two seconds in all. */
    private static final int MAX_ATTEMPTS = 30;

    /** Milliseconds. */
    private static final int LONGEST = 128;

    /**
     * Waits after an attempt that failed.
     *
     * @param attempt 0 for the first
     * @throws RoomBusyException if it was the last one
     */
    public void afterAttempt(int attempt) {
        if (attempt >= MAX_ATTEMPTS) {
            throw new RoomBusyException("This room is too busy: try again in a moment.");
        }
        // Not at all after the first: the other node may have written long ago.
        sleep(ThreadLocalRandom.current().nextLong(Math.min(LONGEST, 1L << attempt)));
    }

    /** @param millis may be 0 */
    void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The server is stopping: try again in a moment.", stopping);
        }
    }
}
