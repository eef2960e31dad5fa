package xyz.anipub.audit;

import java.time.Duration;

/**
 * How long deeds are remembered.
 *
 * @param keep {@code anipub.audit.keep}: all of it, ISO 8601 duration. Default {@code P365D}
 * @param keepTexts {@code anipub.audit.keep-texts}: the texts that were taken away. Default {@code P30D}
 */
public record AuditSettings(Duration keep, Duration keepTexts) {

    /** The defaults. */
    public static final AuditSettings USUAL = new AuditSettings(Duration.ofDays(365), Duration.ofDays(30));

    public AuditSettings {
        if (keep.compareTo(Duration.ofDays(1)) < 0 || keepTexts.isNegative()) {
            throw new IllegalArgumentException(
                    "anipub.audit.keep must be at least a day; anipub.audit.keep-texts must not be negative.");
        }
    }
}
