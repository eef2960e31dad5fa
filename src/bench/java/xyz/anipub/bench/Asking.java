package xyz.anipub.bench;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** Questions, each of which is asked again as soon as it has been answered. */
final class Asking {

    private final Swarm swarm;
    private Histogram latencies = newHistogram();
    private long answered;
    private boolean ending;
    private int open;

    Asking(Swarm swarm) {
        this.swarm = swarm;
    }

    /** What was found. @param latencies in nanoseconds */
    record Answers(long count, double seconds, double cpuSeconds, double ownCpuSeconds, Histogram latencies) {

        double perSecond() {
            return count / seconds;
        }

        double cpuMicrosEach() {
            return cpuSeconds * 1e6 / Math.max(1, count);
        }

        double millis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    "%,.0f/s, %.1f us CPU each, p50 %.2f, p99 %.2f ms (server %.0f %% CPU, generator %.0f %%)",
                    perSecond(),
                    cpuMicrosEach(),
                    millis(50),
                    millis(99),
                    100 * cpuSeconds / seconds,
                    100 * ownCpuSeconds / seconds);
        }
    }

    /** Asks a question for the first time; it is given what is to be told the time of the answer. */
    void begin(Consumer<LongConsumer> question) {
        open++;
        ask(question);
    }

    private void ask(Consumer<LongConsumer> question) {
        long asked = System.nanoTime();
        question.accept(now -> {
            answered++;
            latencies.recordValue(Math.max(0, now - asked));
            if (ending) {
                open--;
            } else {
                ask(question);
            }
        });
    }

    /** Goes on for a while. */
    void run(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        swarm.progressed(System.nanoTime());
        while (System.nanoTime() < end) {
            swarm.poll(10);
            swarm.checkStall("answers");
        }
    }

    /** The same, measured; after it no more is asked and all has been answered. */
    Answers measure(String label, Duration time) {
        latencies = newHistogram();
        answered = 0;
        swarm.target().measuring(label, true);
        double cpu = Cpu.secondsOf(swarm.target().pid());
        double ownCpu = Cpu.secondsOfThisThread();
        long began = System.nanoTime();
        run(time);
        Answers answers = new Answers(
                answered,
                (System.nanoTime() - began) / 1e9,
                Cpu.secondsOf(swarm.target().pid()) - cpu,
                Cpu.secondsOfThisThread() - ownCpu,
                latencies);
        swarm.target().measuring(label, false);
        ending = true;
        swarm.until("the last answers", () -> open == 0);
        return answers;
    }

    private static Histogram newHistogram() {
        return new Histogram(Duration.ofMinutes(2).toNanos(), 3);
    }
}
