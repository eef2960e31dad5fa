package xyz.anipub.chat.posting;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it would have waited, in milliseconds, and does not wait. */
final class CountingBackoff extends Backoff {

    final List<Long> waits = new CopyOnWriteArrayList<>();

    @Override
    void sleep(long millis) {
        waits.add(millis);
        Thread.yield();
    }
}
