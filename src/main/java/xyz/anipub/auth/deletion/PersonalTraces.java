package xyz.anipub.auth.deletion;

import java.util.Collection;
import java.util.Set;

/** Port to who keeps something of people outside of their accounts: every CDI bean of this type. */
public interface PersonalTraces {

    /**
     * Takes away what there is of some people whose accounts have ended, as far as that goes in a second or so, or as long as one
     * write has to wait; is called again for those who are left. Called by one thread of one node at a time, but for a moment when
     * nodes take over from each other; may be repeated at any time, also for who was finished. May wait for its store, and throw
     * what says that it is away.
     *
     * @return the ids of those of whom nothing is left
     */
    Set<String> erase(Collection<Deletion> people);
}
