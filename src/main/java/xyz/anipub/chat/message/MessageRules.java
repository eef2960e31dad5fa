package xyz.anipub.chat.message;

import java.time.Duration;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.FieldText;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.text.TextRule;

/**
 * What may be posted, and how long the second step of a two-step send is awaited.
 *
 * @param maxContentLength characters after trimming
 * @param maxClientIdLength characters
 * @param echoLifetime how long a stored message waits for the emit of its sender
 * @param echoGrace after this a message that no emit announced is announced by the server
 * @param maxEchoes how many messages of one sender may wait in one room; the oldest give way
 * @param maxBatch how many waiting posts of a room are stored at once
 * @param membershipMemory for how long who was found a member when posting may post again without the store being asked;
 *     at most 2 seconds, and 0 for never
 * @param changes who may change what of a stored message
 */
public record MessageRules(
        int maxContentLength,
        int maxClientIdLength,
        Duration echoLifetime,
        Duration echoGrace,
        int maxEchoes,
        int maxBatch,
        Duration membershipMemory,
        ChangeRules changes) {

    private static final Duration LONGEST_MEMORY = Duration.ofSeconds(2);

    public MessageRules {
        if (maxContentLength < 1 || maxClientIdLength < 1 || maxEchoes < 1 || maxBatch < 1) {
            throw new IllegalArgumentException(
                    "anipub.message.content-max, client-id-max, echo-max and batch-max must be at least 1.");
        }
        if (echoGrace.isNegative() || echoLifetime.compareTo(echoGrace) < 0) {
            throw new IllegalArgumentException(
                    "anipub.message.echo-grace must not be negative, nor longer than echo-lifetime.");
        }
        if (membershipMemory.isNegative() || membershipMemory.compareTo(LONGEST_MEMORY) > 0) {
            throw new IllegalArgumentException("anipub.message.membership-memory must be from 0 to 2 s.");
        }
    }

    /** 2,000 and 100 characters, 2 minutes, 1 second, 20 messages, 100 posts, 2 seconds, and the standard of changes. */
    public static MessageRules standard() {
        return new MessageRules(
                2000,
                100,
                Duration.ofMinutes(2),
                Duration.ofSeconds(1),
                20,
                100,
                LONGEST_MEMORY,
                ChangeRules.standard());
    }

    /** @throws InvalidFieldException if the trimmed content is too long or nothing of it can be seen */
    public String content(String text) {
        return FieldText.checked("content", text, TextRule.text(1, maxContentLength));
    }

    /** @throws InvalidFieldException if the id is blank, too long or not valid Unicode */
    public String clientId(String text) {
        if (text.isBlank()) {
            throw new InvalidFieldException(ErrorCode.INVALID, "clientId", "clientId must not be empty.");
        }
        // Taken as it is: trimmed, two ids that differ for the client would be one.
        return FieldText.checked("clientId", text, TextRule.verbatim(0, maxClientIdLength));
    }
}
