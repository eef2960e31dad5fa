package xyz.anipub.chat.export;

import java.time.Duration;

/**
 * How much exports may cost. Each reads all messages of the site once.
 *
 * @param daily {@code anipub.export.daily}: of one user in a day, on each node. Default 5
 * @param atOnce {@code anipub.export.at-once}: on each node. Default 2
 * @param time {@code anipub.export.time}: how long one may take, also because its receiver is slow, ISO 8601 duration. Default {@code PT30M}
 */
public record ExportRules(int daily, int atOnce, Duration time) {

    /** The defaults. */
    public static final ExportRules USUAL = new ExportRules(5, 2, Duration.ofMinutes(30));

    public ExportRules {
        if (daily < 1 || atOnce < 1 || time.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "anipub.export.daily and at-once must be at least 1, anipub.export.time at least 1 s.");
        }
    }
}
