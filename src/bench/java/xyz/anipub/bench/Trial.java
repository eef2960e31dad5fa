package xyz.anipub.bench;

import java.util.List;

/** A scenario and one server. */
interface Trial extends AutoCloseable {

    /** Once, before the first round. */
    void warmUp();

    /** Measures once, and leaves the server idle. */
    List<Figure> round();

    /** Nothing, unless something outlives the rounds. */
    @Override
    default void close() {}
}
