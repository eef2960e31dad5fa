package xyz.anipub.trace;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How often something took how long, since it was made: one of a few classes for each duration. Counting costs two additions that
 * nobody waits for; what is read is as of about now. Thread-safe.
 */
public final class Durations {

    private static final long[] BOUNDS = LongStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
            .map(TimeUnit.MILLISECONDS::toNanos)
            .toArray();

    private final List<LongAdder> counts =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toList();
    private final LongAdder sum = new LongAdder();

    /** The longest duration of each class but the last, in ns and ascending; the last class has what is longer than all of them. */
    public static List<Long> bounds() {
        return LongStream.of(BOUNDS).boxed().toList();
    }

    /** @param nanos how long it took; below 0 counts as 0 */
    public void count(long nanos) {
        int place = 0;
        while (place < BOUNDS.length && nanos > BOUNDS[place]) {
            place++;
        }
        counts.get(place).increment();
        sum.add(Math.max(0, nanos));
    }

    /** How many there were of each class, one more than there are {@link #bounds()}. */
    public List<Long> counts() {
        return counts.stream().map(LongAdder::sum).toList();
    }

    /** All together, in ns. */
    public long sum() {
        return sum.sum();
    }
}
