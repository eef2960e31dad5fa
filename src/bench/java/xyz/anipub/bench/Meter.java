package xyz.anipub.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Counts what comes in one round, and what it costs. For one thread. */
final class Meter {

    private static final long LONGEST = Duration.ofMinutes(2).toNanos();

    private final Target target;
    private final double cpu;
    private final double ownCpu;
    private final long began;
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private double seconds;
    private double cpuSeconds;
    private double ownCpuSeconds;
    private boolean stopped;
    private long count;
    private long bytes;

    /** Begins. */
    Meter(Target target) {
        this.target = target;
        cpu = target.cpuSeconds();
        ownCpu = Cpu.secondsOfThisThread();
        began = System.nanoTime();
    }

    /** @param due the moment at which it should have come at best; what was due before the beginning has no latency here */
    void count(long due, long now, int size) {
        if (!stopped) {
            count++;
            bytes += size;
        }
        // Those that are late count, too.
        if (due - began >= 0) {
            latencies.recordValue(Math.max(0, now - due));
        }
    }

    /** Counts what has no latency. */
    void count(long many) {
        count += many;
    }

    /** The end of the time; latencies are still taken. */
    void stop() {
        stopped = true;
        seconds = (System.nanoTime() - began) / 1e9;
        cpuSeconds = target.cpuSeconds() - cpu;
        ownCpuSeconds = Cpu.secondsOfThisThread() - ownCpu;
    }

    long count() {
        return count;
    }

    double perSecond() {
        return count / seconds;
    }

    /** Of the server, in all threads; of its store, if it is another process. */
    double cpuMicrosEach() {
        return cpuSeconds * 1e6 / Math.max(1, count);
    }

    /** Of the messages, without their frames. */
    double bytesEach() {
        return (double) bytes / Math.max(1, count);
    }

    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    /** How much of a processor the generator took; near 100 it is what was measured. */
    double generatorPercent() {
        return 100 * ownCpuSeconds / seconds;
    }
}
