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
    static final int FEW = 10;

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

    /** How many of so many connections should have been closed by now, by the clock: closing takes its time, too. */
    int due(int connections, Duration elapsed) {
        return elapsed.compareTo(time) >= 0
                ? connections
                : (int) Math.ceil((double) connections * elapsed.toNanos() / time.toNanos());
    }

    public static DrainLimits standard() {
        return new DrainLimits(Duration.ofSeconds(3), Duration.ofSeconds(10));
    }
}
