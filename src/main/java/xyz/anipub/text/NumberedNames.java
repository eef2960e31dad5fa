package xyz.anipub.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gives a name a number if it is taken: {@code Ann}, {@code Ann-2}, {@code Ann-3}. It remembers how far each name has come, so that
 * the thousandth Ann does not ask for 999 names; after some tries that were for nothing she gets the end of her id instead. Not
 * thread-safe.
 */
public final class NumberedNames {

    private static final int MAX_REMEMBERED = 10_000;
    private static final int TRIES = 50;
    private static final int END = 6;

    private final Map<String, Integer> last = new HashMap<>();

    /**
     * Offers the name, then numbered ones, and then one with the end of an id.
     *
     * @param id of what is to have the name, in hex digits
     * @param take takes the name if it is free, and says whether it was
     * @return the one that was taken; empty if none was free
     */
    public Optional<String> take(String name, String id, Predicate<String> take) {
        if (last.size() >= MAX_REMEMBERED) {
            last.clear();
        }
        String key = NameKey.of(name);
        int from = last.getOrDefault(key, 1);
        for (int number = from; number < from + TRIES; number++) {
            String numbered = number == 1 ? name : name + "-" + number;
            if (take.test(numbered)) {
                last.put(key, number + 1);
                return Optional.of(numbered);
            }
        }
        last.put(key, from + TRIES);
        return Optional.of(name + "-" + id.substring(Math.max(0, id.length() - END)))
                .filter(take);
    }
}
