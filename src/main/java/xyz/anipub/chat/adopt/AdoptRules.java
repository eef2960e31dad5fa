package xyz.anipub.chat.adopt;

import java.time.Duration;

/**
 * Whether the data of another server is taken over.
 *
 * @param mode {@code anipub.adopt}
 * @param again {@code anipub.adopt.again}: how long after a run the next one looks for what is new; zero for never
 */
public record AdoptRules(Mode mode, Duration again) {

    /** What is done with what is found. */
    public enum Mode {
        ON,
        OFF,
        /** It is counted, and what cannot be taken over is named; nothing is written. */
        DRY_RUN
    }

    public AdoptRules {
        if (again.isNegative()) {
            throw new IllegalArgumentException("anipub.adopt.again is not negative");
        }
    }

    /** It is taken over, and looked at again each hour. */
    public static AdoptRules standard() {
        return new AdoptRules(Mode.ON, Duration.ofHours(1));
    }
}
