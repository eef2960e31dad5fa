package xyz.anipub.socketio.adapter.cluster;

import java.util.LinkedHashSet;
import java.util.Set;

/** The names of other nodes that were heard of, so that one that does not answer can be named. Thread-safe. */
final class Peers {

    private static final int MAX = 1_000;

    private final Set<String> names = new LinkedHashSet<>();

    synchronized void heard(String name) {
        if (names.size() < MAX) {
            names.add(name);
        }
    }

    /** Everybody has answered: there are no others. */
    synchronized void areAll(Set<String> answered) {
        names.retainAll(answered);
    }

    synchronized Set<String> without(Set<String> answered) {
        Set<String> others = new LinkedHashSet<>(names);
        others.removeAll(answered);
        return others;
    }
}
