package xyz.anipub.bench;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param warmUp before anything is measured, at least
 * @param longestWarmUp for a server whose compiler does not come to rest
 * @param rounds how often everybody is measured
 * @param measured in one round
 * @param minute what the first minute of a process is
 * @param patience without anything that was owed before that counts as a stall
 */
record Length(
        Duration warmUp, Duration longestWarmUp, int rounds, Duration measured, Duration minute, Duration patience) {

    static Length standard(Duration patience) {
        return new Length(
                Duration.ofSeconds(6),
                Duration.ofMinutes(4),
                5,
                Duration.ofSeconds(4),
                Duration.ofSeconds(60),
                patience);
    }

    static Length quick(Duration patience) {
        return new Length(
                Duration.ofSeconds(2),
                Duration.ofSeconds(25),
                3,
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                patience);
    }

    WarmUp warmUp(Target target) {
        return new WarmUp(target, warmUp, longestWarmUp);
    }

    /** For what takes longer than is measured. */
    int fewRounds() {
        return rounds - 2;
    }
}
