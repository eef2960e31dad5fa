package xyz.anipub.bench;

import org.HdrHistogram.Histogram;

/**
 * What one measurement of deliveries found.
 *
 * @param cpuSeconds of the server, in all threads
 * @param ownCpuSeconds of the load generator, in its one thread
 * @param bytes of the messages delivered, without their frames
 * @param latencies in nanoseconds, from the moment at which a message was due
 */
record Figures(
        long deliveries, double seconds, double cpuSeconds, double ownCpuSeconds, long bytes, Histogram latencies) {

    double perSecond() {
        return deliveries / seconds;
    }

    double cpuMicrosEach() {
        return cpuSeconds * 1e6 / Math.max(1, deliveries);
    }

    double bytesEach() {
        return (double) bytes / Math.max(1, deliveries);
    }

    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                "%,.0f deliveries/s of %.0f bytes, %.2f us CPU each, p50 %.2f, p99 %.2f, p99.9 %.2f ms"
                        + " (server %.0f %% CPU, generator %.0f %%)",
                perSecond(),
                bytesEach(),
                cpuMicrosEach(),
                millis(50),
                millis(99),
                millis(99.9),
                100 * cpuSeconds / seconds,
                100 * ownCpuSeconds / seconds);
    }
}
