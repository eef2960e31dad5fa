package xyz.anipub.bench;

import java.time.Duration;
import java.util.function.Consumer;

/** Has a server work until it is warm: for a while, then until its compiler rests, for a bounded time. */
final class WarmUp {

    /** Of one processor; the compiler never rests wholly. */
    private static final double RESTING = 0.05;

    private final Target target;
    private final Duration shortest;
    private final Duration longest;
    private final Duration round;

    WarmUp(Target target, Duration shortest, Duration longest) {
        this.target = target;
        this.shortest = shortest;
        this.longest = longest;
        round = shortest.dividedBy(3);
    }

    /** @param work works for so long */
    void run(Consumer<Duration> work) {
        long began = System.nanoTime();
        work.accept(shortest);
        // A quiet moment may be chance.
        for (int quiet = 0; quiet < 2 && System.nanoTime() - began < longest.toNanos(); ) {
            double before = compilerSeconds();
            work.accept(round);
            double share = Math.abs(compilerSeconds() - before) / (round.toMillis() / 1000.0);
            quiet = share < RESTING ? quiet + 1 : 0;
        }
        System.out.printf(
                "  %s: warmed up for %d s%n", target.name(), Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    private double compilerSeconds() {
        return target.pids().stream().mapToDouble(Cpu::compilerSecondsOf).sum();
    }
}
