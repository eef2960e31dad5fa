package xyz.anipub.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import xyz.anipub.trace.Durations;

/** A histogram of what was counted elsewhere, where Micrometer's own way of counting would cost too much, read when somebody asks. */
final class DurationMeter implements Collector {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final String text;
    private final Durations durations;

    /** @param name Prometheus's, with its unit */
    DurationMeter(String name, String text, Durations durations) {
        this.name = name;
        this.text = text;
        this.durations = durations;
    }

    @Override
    public String getPrometheusName() {
        return name;
    }

    @Override
    public HistogramSnapshot collect() {
        double[] bounds = DoubleStream.concat(
                        Durations.bounds().stream().mapToDouble(bound -> bound / SECOND),
                        DoubleStream.of(Double.POSITIVE_INFINITY))
                .toArray();
        long[] counts = durations.counts().stream().mapToLong(Long::longValue).toArray();
        return HistogramSnapshot.builder()
                .name(name)
                .help(text)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                        .sum(durations.sum() / SECOND)
                        .build())
                .build();
    }
}
