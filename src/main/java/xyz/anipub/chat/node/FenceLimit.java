package xyz.anipub.chat.node;

import java.time.Duration;

/**
 * For how long a node may go without hearing which rights have ended.
 *
 * @param time several beats, and shorter by some than others wait for a node; zero if it may for ever
 */
public record FenceLimit(Duration time) {

    private static final Duration SHORTEST = LiveNodes.LEASE;
    private static final Duration LONGEST = Endings.PATIENCE.minusSeconds(2);

    public FenceLimit {
        if (!time.isZero() && (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "Setting anipub.node.fence must be from %s to %s, or PT0S for never, not %s."
                            .formatted(SHORTEST, LONGEST, time));
        }
    }

    boolean isSet() {
        return !time.isZero();
    }

    /** 4 s. */
    public static FenceLimit standard() {
        return new FenceLimit(Duration.ofSeconds(4));
    }
}
