package xyz.anipub.bench;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param warmUp before anything is measured, at least
 * @param longestWarmUp for a server whose compiler does not come to rest
 * @param patience without anything that was owed before that counts as a stall
 */
record Length(Duration warmUp, Duration longestWarmUp, Duration measured, Duration patience) {

    static Length standard(Duration patience) {
        return new Length(Duration.ofSeconds(6), Duration.ofSeconds(90), Duration.ofSeconds(10), patience);
    }

    static Length quick(Duration patience) {
        return new Length(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3), patience);
    }

    WarmUp warmUp(Target target) {
        return new WarmUp(target, warmUp, longestWarmUp);
    }

    Duration half() {
        return measured.dividedBy(2);
    }
}
