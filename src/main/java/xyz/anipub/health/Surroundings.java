package xyz.anipub.health;

import java.util.List;

/** Health checks of what this node depends on. Answers at once, from what is known already. Thread-safe. */
public interface Surroundings {

    /** Their results now. */
    List<Check> checks();
}
