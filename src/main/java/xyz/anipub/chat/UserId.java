package xyz.anipub.chat;

import java.util.Locale;
import java.util.Optional;

/**
 * The id of a user.
 *
 * @param value 24 lower-case hex digits
 */
public record UserId(String value) {

    /** Stands for somebody of whom nothing is known, as the author of what another server has left. */
    public static final UserId NOBODY = new UserId("0".repeat(24));

    /** @throws IllegalArgumentException if the text is not an id; see {@link #parse} for text from outside */
    public UserId {
        HexId.require(value);
    }

    /** Reads an id that came from outside, in either case of letters; empty if the text is none. */
    public static Optional<UserId> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return HexId.isValid(lower) ? Optional.of(new UserId(lower)) : Optional.empty();
    }

    /**
     * Rejects what a payload says of its sender, if it is another user's id: who somebody is says the token. A text that is
     * no id, such as the {@code "unknown"} of the guide's page, says nothing.
     *
     * @throws ChatException {@code forbidden}
     */
    public void requireOwn(String claimed) {
        if (parse(claimed).filter(other -> !other.equals(this)).isPresent()) {
            throw new ChatException(ErrorCode.FORBIDDEN, "userId is not yours: leave it out.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
