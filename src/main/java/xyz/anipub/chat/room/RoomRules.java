package xyz.anipub.chat.room;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.FieldText;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.History;
import xyz.anipub.chat.power.RoomPolicy.Who;
import xyz.anipub.text.TextRule;

/**
 * What rooms may be called, and how long they keep messages.
 *
 * @param maxNameLength characters after trimming
 * @param maxDescriptionLength characters after trimming
 * @param retention how long rooms keep messages whose creators say nothing of it; empty for ever
 * @param shortestRetention what a creator may choose at least
 */
public record RoomRules(
        int maxNameLength, int maxDescriptionLength, Optional<Retention> retention, Duration shortestRetention) {

    private static final long MAX_SLOW_MODE = RoomPolicy.MAX_SLOW_MODE.toSeconds();

    public RoomRules {
        if (maxNameLength < 1 || maxDescriptionLength < 0) {
            throw new IllegalArgumentException(
                    "anipub.room.name-max must be at least 1, and description-max must not be negative.");
        }
    }

    /** 50 and 200 characters; for ever, and at least an hour. */
    public static RoomRules standard() {
        return new RoomRules(50, 200, Optional.empty(), Duration.ofHours(1));
    }

    /** @throws xyz.anipub.chat.InvalidFieldException if the trimmed name is empty, too long or not one visible line */
    public String name(String text) {
        return FieldText.checked("name", text, TextRule.name(1, maxNameLength));
    }

    /** @throws xyz.anipub.chat.InvalidFieldException if the trimmed description is too long */
    public String description(String text) {
        return FieldText.checked("description", text, TextRule.text(0, maxDescriptionLength));
    }

    /** @throws InvalidFieldException if it is no duration or period, or too short or too long a one */
    public Retention retention(String text) {
        try {
            Retention retention = Retention.parse(text.strip());
            if (retention.isShorterThan(shortestRetention)) {
                throw new InvalidFieldException(
                        ErrorCode.INVALID, "retention", "retention must be at least " + shortestRetention + ".");
            }
            return retention;
        } catch (IllegalArgumentException unreadable) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID, "retention", "retention " + unreadable.getMessage() + ".");
        }
    }

    /** @throws InvalidFieldException if it is neither {@code members} nor {@code moderators} */
    static Who who(String field, String text) {
        return Arrays.stream(Who.values())
                .filter(who -> RoomPolicy.text(who).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidFieldException(ErrorCode.INVALID, field, field + " must be members or moderators."));
    }

    /** @throws InvalidFieldException if it is neither {@code all} nor {@code joined} */
    static History history(String text) {
        return Arrays.stream(History.values())
                .filter(what -> RoomPolicy.text(what).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidFieldException(ErrorCode.INVALID, "history", "history must be all or joined."));
    }

    /** @throws InvalidFieldException if it is negative, or more than six hours */
    static Duration slowMode(long seconds) {
        if (seconds < 0 || seconds > MAX_SLOW_MODE) {
            throw new InvalidFieldException(
                    ErrorCode.INVALID, "slowMode", "slowMode must be from 0 to %d seconds.".formatted(MAX_SLOW_MODE));
        }
        return Duration.ofSeconds(seconds);
    }
}
