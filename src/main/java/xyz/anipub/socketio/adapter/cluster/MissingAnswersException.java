package xyz.anipub.socketio.adapter.cluster;

import java.util.Set;
import java.util.TreeSet;

/** Not all other nodes have answered in time. */
public final class MissingAnswersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int expected;
    private final int received;
    private final transient Set<String> silent;

    MissingAnswersException(int expected, int received, Set<String> silent) {
        super("timeout reached: only " + received + " responses received out of " + expected
                + (silent.isEmpty() ? "" : "; silent: " + new TreeSet<>(silent)));
        this.expected = expected;
        this.received = received;
        this.silent = Set.copyOf(silent);
    }

    /** How many other nodes there were when they were asked. */
    public int expected() {
        return expected;
    }

    /** How many of them have answered. */
    public int received() {
        return received;
    }

    /** The names of those that have not, as far as they had been heard of before; the classic family tells few. */
    public Set<String> silent() {
        return silent;
    }
}
