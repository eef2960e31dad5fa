package xyz.anipub.chat.moderation;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.FieldText;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.text.TextRule;

/**
 * The limits of what moderators do.
 *
 * @param kickTime for how long who was put out cannot join again
 * @param maxReason characters of a reason
 * @param maxPins messages of a room that are pinned
 */
public record ModerationRules(Duration kickTime, int maxReason, int maxPins) {

    private static final Duration LONGEST = Duration.ofDays(36_525);

    public ModerationRules {
        if (kickTime.isNegative() || maxReason < 1 || maxPins < 1) {
            throw new IllegalArgumentException("anipub.moderation.kick must not be negative;"
                    + " reason-max and pins-max must be at least 1.");
        }
    }

    /** 10 minutes, 500 characters, 50 messages. */
    public static ModerationRules standard() {
        return new ModerationRules(Duration.ofMinutes(10), 500, 50);
    }

    /** @throws InvalidFieldException if it is too long */
    public String reason(String text) {
        return FieldText.checked("reason", text, TextRule.text(0, maxReason));
    }

    /**
     * Reads until when something is to hold.
     *
     * @throws InvalidFieldException if it is no time, or past
     */
    public static Instant until(String text, Instant now) {
        try {
            Instant until = OffsetDateTime.parse(text.strip()).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
                throw new InvalidFieldException(
                        ErrorCode.INVALID, "until", "until must be in the future, at most 100 years.");
            }
            return until;
        } catch (DateTimeParseException unreadable) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID, "until", "until must be a time such as 2026-01-02T03:04:05Z.");
        }
    }
}
