package xyz.anipub.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** The buckets of all histograms of durations. */
final class Latencies {

    /** Few, as each is a line for each combination of labels. */
    static final Duration[] BOUNDS = LongStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private Latencies() {}
}
