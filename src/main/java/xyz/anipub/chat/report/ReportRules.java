package xyz.anipub.chat.report;

import java.time.Duration;

/**
 * The limits of reports.
 *
 * @param maxReason characters of a reason, and of a note
 * @param maxOpen reports of a room that are open at the same time
 * @param keep how long a report is kept after it was decided
 */
public record ReportRules(int maxReason, int maxOpen, Duration keep) {

    public ReportRules {
        if (maxReason < 1 || maxOpen < 1 || keep.isNegative()) {
            throw new IllegalArgumentException("anipub.report.reason-max and open-max must be at least 1;"
                    + " anipub.report.keep must not be negative.");
        }
    }

    /** 1,000 characters, 1,000 open reports, a year. */
    public static ReportRules standard() {
        return new ReportRules(1_000, 1_000, Duration.ofDays(365));
    }
}
