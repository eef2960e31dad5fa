package xyz.anipub.chat;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list and the cursor of the next.
 *
 * @param next opaque; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }
}
