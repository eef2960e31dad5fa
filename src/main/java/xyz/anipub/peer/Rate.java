package xyz.anipub.peer;

/**
 * How often something may happen.
 *
 * @param burst how often at once, after a pause
 * @param perSecond how often in the long run
 */
public record Rate(int burst, int perSecond) {

    private static final int NANOS = 1_000_000_000;

    public Rate {
        if (burst < 1 || perSecond < 1 || perSecond > NANOS) {
            throw new IllegalArgumentException("burst and perSecond must be at least 1: " + burst + ", " + perSecond);
        }
    }

    /** From one time to the next in the long run. */
    long intervalNanos() {
        return NANOS / perSecond;
    }
}
