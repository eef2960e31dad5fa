package xyz.anipub.bench;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param warmUp before anything is measured; code that is compiled while it runs gets twice that
 * @param patience without anything that was owed before that counts as a stall
 */
record Length(Duration warmUp, Duration measured, Duration patience) {

    static Length standard(Duration patience) {
        return new Length(Duration.ofSeconds(6), Duration.ofSeconds(10), patience);
    }

    static Length quick(Duration patience) {
        return new Length(Duration.ofSeconds(2), Duration.ofSeconds(3), patience);
    }

    /** The first warm-up of a server. */
    Duration warmUp(Target target) {
        return target.isSlowToWarm() ? warmUp.multipliedBy(3) : warmUp;
    }

    Duration half() {
        return measured.dividedBy(2);
    }
}
