package xyz.anipub.chat.search;

import java.time.Duration;
import xyz.anipub.chat.FieldText;
import xyz.anipub.text.TextRule;

/**
 * How far one search for messages goes.
 *
 * @param maxResults messages in one answer
 * @param stretch how many messages of a room one call looks at
 * @param maxRooms how many rooms, the last active ones, a search over all rooms of a user looks at
 * @param stretchOfEach how many messages, the newest, of each of them
 * @param time after which the store gives up
 */
public record SearchRules(int maxResults, int stretch, int maxRooms, int stretchOfEach, Duration time) {

    private static final int MAX_LENGTH = 100;

    public SearchRules {
        if (maxResults < 1 || stretch < 1 || maxRooms < 1 || stretchOfEach < 1 || time.toMillis() < 1) {
            throw new IllegalArgumentException("anipub.search.… must be at least 1, and time at least 1 ms.");
        }
    }

    /** 50 messages of 5,000, or of 1,000 in each of 50 rooms; 4 seconds. */
    public static SearchRules standard() {
        return new SearchRules(50, 5_000, 50, 1_000, Duration.ofSeconds(4));
    }

    /** @throws xyz.anipub.chat.InvalidFieldException if the trimmed text is empty, too long or not valid Unicode */
    public String text(String q) {
        return FieldText.checked("q", q, TextRule.text(1, MAX_LENGTH));
    }
}
