package xyz.anipub.chat.invite;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.peer.Rate;

/**
 * How people may be invited.
 *
 * @param standardLife how long a code is good of which that is not said
 * @param longestLife the most that may be said
 * @param maxUses the most uses of one code that may be said
 * @param maxCodes of one room at the same time
 * @param maxPending how many rooms may ask the same person at the same time
 * @param perHour how many people one may ask in an hour
 * @param declinedFor for how long who has declined is not asked again
 * @param guesses of codes that are none: of one user, and of one address, on each node
 */
public record InvitationRules(
        Duration standardLife,
        Duration longestLife,
        int maxUses,
        int maxCodes,
        int maxPending,
        int perHour,
        Duration declinedFor,
        Rate guesses) {

    public InvitationRules {
        if (standardLife.toMillis() < 1 || longestLife.compareTo(standardLife) < 0) {
            throw new IllegalArgumentException("anipub.invitation.life must be positive, and not above life-max.");
        }
        if (maxUses < 1 || maxCodes < 1 || maxPending < 1 || perHour < 1 || declinedFor.isNegative()) {
            throw new IllegalArgumentException(
                    "anipub.invitation.uses-max, codes-max, pending-max and per-hour must be at least 1, and declined not"
                            + " negative.");
        }
    }

    /** 7 days, 90 days, 1,000 uses, 100 codes, 50 rooms, 20 people, 7 days; 20 guesses at once, and one a second. */
    public static InvitationRules standard() {
        return new InvitationRules(
                Duration.ofDays(7), Duration.ofDays(90), 1_000, 100, 50, 20, Duration.ofDays(7), new Rate(20, 1));
    }

    /** @throws InvalidFieldException if it is no ISO 8601 duration, or too short or too long a one */
    Instant expiry(Instant now, String expires) {
        try {
            Duration life = Duration.parse(expires.strip());
            if (life.toSeconds() >= 1 && life.compareTo(longestLife) <= 0) {
                return now.plus(life);
            }
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            // Answered below, as one that is too long is.
        }
        throw new InvalidFieldException(
                ErrorCode.INVALID,
                "expires",
                "expires must be an ISO 8601 duration such as PT12H, from PT1S to " + longestLife + ".");
    }

    /** @throws InvalidFieldException if it is out of range */
    int uses(long uses) {
        if (uses < 1 || uses > maxUses) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID, "uses", "uses must be a whole number from 1 to " + maxUses + ".");
        }
        return Math.toIntExact(uses);
    }
}
