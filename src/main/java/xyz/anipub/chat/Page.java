package xyz.anipub.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list and the cursor of the next.
 *
 * @param next opaque; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Of what was read with one item too many, which tells that there is a next page.
     *
     * @param cursor of an item, behind which the next page begins
     */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, String> cursor) {
        return items.size() <= limit
                ? new Page<>(items, Optional.empty())
                : new Page<>(items.subList(0, limit), Optional.of(cursor.apply(items.get(limit - 1))));
    }

    /** The refusal of a text that is no cursor, of this list or another. */
    public static InvalidFieldException noCursor() {
        return noCursor("after");
    }

    /** @param parameter what the text was given as */
    public static InvalidFieldException noCursor(String parameter) {
        return new InvalidFieldException(
                ErrorCode.INVALID,
                parameter,
                parameter + " is not a position in this list: take it from the Link header.");
    }
}
