package xyz.anipub.health;

import java.time.Duration;

/**
 * How long a node that is to stop takes to empty itself.
 *
 * @param notice {@code anipub.drain-notice}: how long load balancers have to notice that it is not ready, if any has asked
 *     lately; until then it serves as ever. Default {@code PT3S}
 * @param time {@code anipub.drain-time}: over how long the connections of many clients are closed. Default {@code PT10S}
 */
public record DrainLimits(Duration notice, Duration time) {

    /** Between two closings of some connections. */
    static final Duration TICK = Duration.ofMillis(100);

    /** A node takes so many new connections at a time with ease: few clients need not be spread over the whole time. */
    private static final int FEW = 10;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    public DrainLimits {
        require("anipub.drain-notice", notice);
        require("anipub.drain-time", time);
    }

    private static void require(String setting, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "Setting " + setting + " must be from PT0S to " + LONGEST + ", not " + value + ".");
        }
    }

    /** How many connections to close at each tick, of so many. */
    int each(int connections) {
        long ticks = Math.max(1, time.dividedBy(TICK));
        return (int) Math.max(FEW, (connections + ticks - 1) / ticks);
    }

    public static DrainLimits standard() {
        return new DrainLimits(Duration.ofSeconds(3), Duration.ofSeconds(10));
    }
}
