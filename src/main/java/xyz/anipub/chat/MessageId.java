package xyz.anipub.chat;

import java.util.Locale;
import java.util.Optional;

/**
 * The id of a message.
 *
 * @param value 24 lower-case hex digits
 */
public record MessageId(String value) {

    /** @throws IllegalArgumentException if the text is not an id; see {@link #parse} for text from outside */
    public MessageId {
        HexId.require(value);
    }

    /** Reads an id that came from outside, in either case of letters; empty if the text is none. */
    public static Optional<MessageId> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return HexId.isValid(lower) ? Optional.of(new MessageId(lower)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
