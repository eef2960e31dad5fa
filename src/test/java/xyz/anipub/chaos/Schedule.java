package xyz.anipub.chaos;

import java.time.Duration;
import java.util.Random;

/**
 * The faults of a run, all from its seed: first a kill, a pause and a kill, then any of them.
 *
 * @param afterAcknowledged how many messages are acknowledged first
 * @param delay from then to the fault
 * @param pause how long the process stands still; zero: it is killed and started again
 */
record Schedule(int afterAcknowledged, Duration delay, Duration pause) {

    /** Longer than a heartbeat lasts: clients come back to a server that never noticed. */
    private static final int LONG_PAUSE_S = 50;

    static Schedule next(int round, Random random) {
        int acknowledged = 20 + random.nextInt(80);
        Duration delay = Duration.ofMillis(random.nextInt(30));
        int seconds = 6 + random.nextInt(4);
        boolean pauses = round == 2 || round > 3 && random.nextInt(3) == 0;
        boolean lasts = round > 3 && random.nextInt(4) == 0;
        return new Schedule(
                acknowledged, delay, pauses ? Duration.ofSeconds(lasts ? LONG_PAUSE_S : seconds) : Duration.ZERO);
    }

    boolean kills() {
        return pause.isZero();
    }
}
