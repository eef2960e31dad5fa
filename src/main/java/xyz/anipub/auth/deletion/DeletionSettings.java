package xyz.anipub.auth.deletion;

import java.time.Duration;

/**
 * How accounts end.
 *
 * @param nameHold {@code anipub.auth.name-hold}: how long nobody else gets the name of a deleted account, ISO 8601 duration. Default
 *     {@code P30D}
 */
public record DeletionSettings(Duration nameHold) {

    /** The defaults. */
    public static final DeletionSettings USUAL = new DeletionSettings(Duration.ofDays(30));

    public DeletionSettings {
        if (nameHold.isNegative()) {
            throw new IllegalArgumentException("anipub.auth.name-hold must not be negative.");
        }
    }
}
