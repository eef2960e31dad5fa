package xyz.anipub.chat.message;

import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.UserId;

/**
 * The message that another one answers, as much of it as is shown there.
 *
 * @param seq its place in the room, so that it can be read there
 * @param content at most {@value #MAX_LENGTH} characters, empty if the message is deleted
 */
public record Quote(MessageId message, long seq, UserId sender, String senderName, String content, boolean deleted) {

    static final int MAX_LENGTH = 200;

    public Quote {
        content = deleted ? "" : excerpt(content);
    }

    /** Of a message as it is now. */
    public static Quote of(Message message) {
        return new Quote(
                message.id(),
                message.seq(),
                message.sender().id(),
                message.sender().name(),
                message.content(),
                message.state().deleted());
    }

    /** That something is answered, and not what. */
    Quote withoutContent() {
        return new Quote(message, seq, sender, senderName, "", deleted);
    }

    private static String excerpt(String content) {
        return content.codePointCount(0, content.length()) <= MAX_LENGTH
                ? content
                : content.substring(0, content.offsetByCodePoints(0, MAX_LENGTH));
    }
}
