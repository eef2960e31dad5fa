package xyz.anipub.socketio.adapter.redis;

import java.util.TreeSet;

/**
 * Numbers that come one by one, each once and nearly in order: up to where all of them have come. Thread-safe.
 *
 * <p>Of numbers that never come it forgets the oldest, when {@value #MOST} wait behind them.
 */
final class Tally {

    static final int MOST = 10_000;

    private final TreeSet<Long> ahead = new TreeSet<>();
    private long all;

    /** @param all up to here there is nothing to wait for */
    Tally(long all) {
        this.all = all;
    }

    synchronized void add(long number) {
        if (number > all) {
            ahead.add(number);
        }
        if (ahead.size() > MOST) {
            all = ahead.first() - 1;
        }
        while (!ahead.isEmpty() && ahead.first() == all + 1) {
            all = ahead.pollFirst();
        }
    }

    synchronized boolean hasAll(long number) {
        return number <= all;
    }
}
