package xyz.anipub.chaos;

import java.util.Optional;

/** The {@code seq} of what came live in one room on one connection: one after the other, from entering on. Thread-safe. */
final class Course {

    private long entered = Long.MAX_VALUE;
    private long first;
    private long last;

    /** The answer to entering: what is stored later comes live. Only the first one counts. */
    synchronized void enter(long lastSeq) {
        entered = Math.min(entered, lastSeq);
    }

    /** Something came. @return what is wrong with it */
    synchronized Optional<String> add(long seq) {
        long before = last;
        first = before == 0 ? seq : first;
        last = Math.max(before, seq);
        return before == 0 || seq == before + 1 ? Optional.empty() : Optional.of(seq + " after " + before);
    }

    /** The highest that came; 0 if none has. */
    synchronized long last() {
        return last;
    }

    /** Whether all that is stored up to there since entering has come, if nothing was wrong. */
    synchronized boolean reaches(long seq) {
        return seq <= entered || first <= entered + 1 && last >= seq;
    }

    @Override
    public synchronized String toString() {
        return "entered at %d, then %d to %d".formatted(entered, first, last);
    }
}
