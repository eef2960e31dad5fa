package xyz.anipub.chat;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;

/**
 * How long messages are kept, at most 100 years.
 *
 * @param text an ISO 8601 duration or period, such as {@code PT12H}, {@code P30D} or {@code P1Y}, but not of both kinds
 * @param time the same; periods count in the calendar of UTC
 */
public record Retention(String text, TemporalAmount time) {

    private static final int MAX_LENGTH = 50;
    private static final Period LONGEST = Period.ofYears(100);

    /** @throws IllegalArgumentException with what it must be, if it is nothing of that kind */
    public static Retention parse(String text) {
        Instant now = Instant.EPOCH;
        try {
            Retention parsed = new Retention(text, amount(text));
            Instant end = parsed.before(now);
            // Each unit may have a sign, and a month less thirty days is nothing in most months.
            if (text.length() <= MAX_LENGTH
                    && text.indexOf('-') < 0
                    && end.isBefore(now)
                    && !end.isBefore(before(LONGEST, now))) {
                return parsed;
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(expected(), unreadable);
        }
        throw new IllegalArgumentException(expected());
    }

    private static String expected() {
        return "must be an ISO 8601 duration or period such as PT12H, P30D or P1Y, of at most 100 years";
    }

    private static TemporalAmount amount(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException period) {
            return Period.parse(text);
        }
    }

    /** What is older than this is kept no longer. Never later than {@code now}. */
    public Instant before(Instant now) {
        Instant bound = before(time, now);
        return bound.isAfter(now) ? now : bound;
    }

    private static Instant before(TemporalAmount time, Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(time).toInstant();
    }

    /** Whether it is shorter than that. */
    public boolean isShorterThan(Duration other) {
        return before(Instant.EPOCH).isAfter(Instant.EPOCH.minus(other));
    }
}
