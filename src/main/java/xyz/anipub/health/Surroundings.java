package xyz.anipub.health;

import java.util.List;

/** What this node needs besides itself. Implemented where all of it is known; answers at once, of what is known already. Thread-safe. */
public interface Surroundings {

    /** How they are now. */
    List<Check> checks();
}
