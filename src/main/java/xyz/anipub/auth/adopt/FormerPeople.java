package xyz.anipub.auth.adopt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port to the users of the other server, which are read only.
 *
 * <p>Each method waits for the store and throws {@link xyz.anipub.auth.UnavailableException} if it gives no answer in time.
 */
public interface FormerPeople {

    /** Whether there are any, in a collection that is not ours. */
    boolean areThere();

    /** The next ones in the order of their ids. @param after what the call before said; null for the first ones */
    Some after(@Nullable Object after, int limit);

    /** @param last where they end; null if there are no more */
    record Some(List<FormerPerson> people, @Nullable Object last) {

        public Some {
            people = List.copyOf(people);
        }
    }
}
